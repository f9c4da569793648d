package dev.understudy.server.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** All commands wired together. */
public final class CommandLineProgram {
    private final Surroundings surroundings;

    /**
     * The program in its surroundings.
     *
     * @param out where data goes
     * @param err where progress and messages go
     * @param environment the process's environment variables
     * @param clock what time it is
     */
    public CommandLineProgram(PrintStream out, PrintStream err, Map<String, String> environment, InstantSource clock) {
        this.surroundings = new Surroundings(out, err, environment, clock, new ConsoleProgress(err, environment));
    }

    /**
     * Runs one command; an interruption from outside lets it come to a clean end first.
     *
     * @return the exit code
     */
    public int runUntilEnd(String... arguments) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> cancelAndWait(ended), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(arguments);
        } finally {
            ended.countDown();
        }
    }

    @SuppressWarnings("ReturnValueIgnored") // whether it ended in time or not, the process ends now
    private void cancelAndWait(CountDownLatch ended) {
        surroundings.progress().cancel();
        try {
            ended.await(surroundings.progress().timeToEnd().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    public int run(String... arguments) {
        CommandLine line = new CommandLine(new UnderstudyCommand(), new CommandFactory(surroundings));
        UnderstudyCommand.commandsFor(arguments).forEach(line::addSubcommand); // first: what follows is for them too
        line.setOut(writer(surroundings.out()));
        line.setErr(writer(surroundings.err()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                surroundings.environment().containsKey("NO_COLOR")
                        ? CommandLine.Help.Ansi.OFF
                        : CommandLine.Help.Ansi.AUTO));
        line.setExecutionExceptionHandler(new ErrorPrinter(surroundings));
        line.setParameterExceptionHandler(new UsageErrorPrinter(line.getParameterExceptionHandler()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        InstantConverter.registerOn(line);
        try {
            return line.execute(arguments);
        } finally {
            surroundings.progress().close();
            surroundings.out().flush();
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
