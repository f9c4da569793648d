package dev.understudy.engine.overview;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.registry.Run;
import java.util.List;
import java.util.Map;

/**
 * Where a workspace stands.
 *
 * @param tasks every task that can be read, by name
 * @param broken tasks that cannot, with the reason
 * @param recent what was done last, the newest first
 */
public record WorkspaceOverview(List<TaskOverview> tasks, Map<TaskName, String> broken, List<Run> recent) {
    public WorkspaceOverview {
        tasks = List.copyOf(tasks);
        broken = Map.copyOf(broken);
        recent = List.copyOf(recent);
    }
}
