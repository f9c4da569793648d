package dev.understudy.fx.home;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.overview.WorkspaceOverview;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.text.TimeWords;
import dev.understudy.fx.view.TextClipboard;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Home, where there are tasks.
 *
 * @param headline the state in one sentence
 * @param cards one a task
 * @param broken the tasks that cannot be read, with the reason
 * @param promises what releases promised
 * @param recent what was done last, the newest first
 */
public record HomePage(
        String headline,
        List<TaskCardViewModel> cards,
        Map<TaskName, String> broken,
        List<ReleasePromises> promises,
        List<RecentRow> recent) {
    private static final int ROWS = 7;

    static HomePage of(
            WorkspaceOverview overview, TimeWords time, HomeLinks links, TextClipboard clipboard, Texts texts) {
        RecentRuns runs = new RecentRuns(time, texts);
        return new HomePage(
                new Headline(time, texts).of(overview),
                overview.tasks().stream()
                        .map(task -> new TaskCardViewModel(task, time, links, clipboard, texts))
                        .toList(),
                new TreeMap<>(overview.broken()),
                overview.tasks().stream()
                        .flatMap(task -> ReleasePromises.of(task, time, texts).stream())
                        .toList(),
                overview.recent().stream().limit(ROWS).map(runs::row).toList());
    }
}
