package dev.understudy.fx.workspace;

import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.overview.WorkspaceOverview;
import dev.understudy.engine.release.Environment;
import dev.understudy.fx.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which models are live where, in one line. */
public final class LiveSentence {
    private LiveSentence() {}

    /** "live: listing-scam v1 in production, v2 in staging". */
    public static String of(WorkspaceState state, Texts texts) {
        if (!(state instanceof WorkspaceState.Open(WorkspaceOverview overview))) {
            return texts.get("status.live.none");
        }
        List<String> tasks = overview.tasks().stream()
                .map(task -> live(task, texts))
                .flatMap(Optional::stream)
                .toList();
        return tasks.isEmpty() ? texts.get("status.live.nothing") : texts.get("status.live", String.join("; ", tasks));
    }

    private static Optional<String> live(TaskOverview task, Texts texts) {
        List<String> places = Stream.of(Environment.PRODUCTION, Environment.STAGING)
                .flatMap(environment -> task.history(environment).live().stream()
                        .map(release -> texts.get(
                                "status.live.in", release.version(), texts.get("environment." + environment.key()))))
                .toList();
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(texts.get("status.live.task", task.task().name(), String.join(", ", places)));
    }
}
