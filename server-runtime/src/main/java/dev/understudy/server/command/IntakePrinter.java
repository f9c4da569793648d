package dev.understudy.server.command;

import dev.understudy.engine.traffic.ImportResult;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** Prints what an import did. */
final class IntakePrinter {
    private IntakePrinter() {}

    static void print(EngineCommand command, ImportResult result, IntakeKind kind) {
        result.warnings().forEach(warning -> command.tell("warning: " + warning));
        if (result.rejected() > 0) {
            command.tell(result.rejected() + " rows could not be taken; each with its reason in "
                    + result.rejectsFile().map(Path::toString).orElse(""));
        }
        ObjectNode document = Documents.of(result, kind);
        ObjectNode said = document.deepCopy();
        said.remove("warnings");
        command.print(document, TextRenderer.render(said));
    }
}
