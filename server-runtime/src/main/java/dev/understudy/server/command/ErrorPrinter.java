package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.PrintStream;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what went wrong in one line, and as JSON where that was asked for; a stack trace is for defects only. */
final class ErrorPrinter implements CommandLine.IExecutionExceptionHandler {
    private final Surroundings surroundings;

    ErrorPrinter(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine line, CommandLine.ParseResult result) {
        surroundings.progress().close();
        boolean known = exception instanceof UnderstudyException;
        ErrorCode code = known ? ((UnderstudyException) exception).code() : ErrorCode.INTERNAL;
        String message = known
                ? String.valueOf(exception.getMessage())
                : "this is a defect of Understudy; please report it with the lines below";
        PrintStream err = surroundings.err();
        err.println("understudy: " + message);
        if (!known) {
            exception.printStackTrace(err);
        }
        if (line.getCommand() instanceof EngineCommand command && command.isJson()) {
            ObjectNode document = JsonMapper.shared().createObjectNode();
            document.putObject("error").put("code", code.code()).put("message", message);
            surroundings.out().println(document.toPrettyString());
        }
        return ExitCode.of(code.category());
    }
}
