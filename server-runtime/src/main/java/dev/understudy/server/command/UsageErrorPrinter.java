package dev.understudy.server.command;

import java.util.Set;
import picocli.CommandLine;

/** Says of a command that is announced and not there yet that it is not there yet; else what picocli says. */
final class UsageErrorPrinter implements CommandLine.IParameterExceptionHandler {
    private static final Set<String> LATER = Set.of("open", "export", "business", "keys");

    private final CommandLine.IParameterExceptionHandler others;

    UsageErrorPrinter(CommandLine.IParameterExceptionHandler others) {
        this.others = others;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException exception, String[] arguments) throws Exception {
        CommandLine line = exception.getCommandLine();
        boolean later = line.getParent() == null && arguments.length > 0 && LATER.contains(arguments[0]);
        if (!later) {
            return others.handleParseException(exception, arguments);
        }
        String why = arguments[0].equals("open")
                ? "the window is opened by the launcher: ./understudy"
                : "the command " + arguments[0] + " is not available in this version; see: understudy --help";
        line.getErr().println("understudy: " + why);
        return ExitCode.BAD_INPUT;
    }
}
