package dev.understudy.fx.home;

import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.overview.WorkspaceOverview;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.text.TimeWords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The state of the workspace in one sentence.
 *
 * @param time to greet
 * @param texts the words
 */
record Headline(TimeWords time, Texts texts) {
    String of(WorkspaceOverview overview) {
        List<String> parts = new ArrayList<>();
        add(parts, "home.head.broken", overview.broken().size());
        add(parts, "home.head.off", count(overview, task -> task.shares().isFarOff()));
        boolean isCalm = parts.isEmpty();
        int open = parts.size();
        add(
                parts,
                "home.head.ready",
                count(overview, task -> CandidateWay.of(task).isReady()));
        add(parts, "home.head.rejected", count(overview, task -> waitsWith(task, GateVerdict.Rejected.class)));
        add(parts, "home.head.inconclusive", count(overview, task -> waitsWith(task, GateVerdict.Inconclusive.class)));
        if (parts.size() == open) {
            parts.add(texts.get("home.head.none"));
        }
        if (isCalm) {
            parts.add(texts.get("home.head.calm"));
        }
        String sentence = String.join(", ", parts);
        return texts.get(
                "home.head", time.greeting(), Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1));
    }

    /** The verdict on a candidate that has been released since, or followed by another, is history. */
    private static boolean waitsWith(TaskOverview task, Class<? extends GateVerdict> verdict) {
        return CandidateWay.of(task)
                .candidate()
                .flatMap(candidate -> task.simulation().filter(kept -> CandidateWay.isOf(kept, candidate)))
                .map(StoredSimulation::verdict)
                .filter(verdict::isInstance)
                .isPresent();
    }

    private static int count(WorkspaceOverview overview, Predicate<TaskOverview> holds) {
        return (int) overview.tasks().stream().filter(holds).count();
    }

    private void add(List<String> parts, String key, int count) {
        if (count > 0) {
            parts.add(texts.get(key, count));
        }
    }
}
