package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.workspace.Engine;
import java.util.List;
import java.util.Optional;

/** Which tasks a list is about. */
final class Tasks {
    private Tasks() {}

    /** The one that was named, or all. */
    static List<TaskName> chosen(Engine engine, Optional<String> named) {
        return named.map(name ->
                        List.of(engine.workspace().task(new TaskName(name)).name()))
                .orElseGet(() -> engine.workspace().tasks());
    }
}
