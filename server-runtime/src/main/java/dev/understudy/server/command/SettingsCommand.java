package dev.understudy.server.command;

import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Setting;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows every setting. */
@Command(
        name = "settings",
        description = "Show every setting with its value and where it comes from; secrets are hidden.")
final class SettingsCommand extends EngineCommand {
    @Override
    int run(Engine engine) {
        ObjectNode document = Documents.object();
        ArrayNode settings = document.putArray("settings");
        for (Setting setting : engine.workspace().settings().all()) {
            settings.addObject()
                    .put("setting", setting.key().path())
                    .put("value", setting.shown())
                    .put("origin", setting.origin())
                    .put("help", setting.key().help());
        }
        print(document);
        return ExitCode.DONE;
    }
}
