package dev.understudy.server.command;

import dev.understudy.engine.traffic.ImportResult;
import java.nio.file.Path;

/** Prints what an import did. */
final class IntakePrinter {
    private IntakePrinter() {}

    static void print(EngineCommand command, ImportResult result, boolean wholeEvents) {
        result.warnings().forEach(warning -> command.tell("warning: " + warning));
        if (result.rejected() > 0) {
            command.tell(result.rejected() + " rows could not be taken; each with its reason in "
                    + result.rejectsFile().map(Path::toString).orElse(""));
        }
        command.print(Documents.of(result, wholeEvents));
    }
}
