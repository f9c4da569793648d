package dev.understudy.fx.home;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.overview.PromisedDifference;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.fx.text.Amounts;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.text.TimeWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the releases of a task promised of one metric: these can be drawn on one axis.
 *
 * @param title task and metric
 * @param promises the releases, the oldest first
 */
public record ReleasePromises(String title, List<Promise> promises) {
    public ReleasePromises {
        promises = List.copyOf(promises);
    }

    /** Those of a task, one for each metric that a release was about. */
    static List<ReleasePromises> of(TaskOverview overview, TimeWords time, Texts texts) {
        Map<Metric, List<Promise>> byMetric = new LinkedHashMap<>();
        for (PromisedDifference promised : overview.releases()) {
            byMetric.computeIfAbsent(promised.metric(), _ -> new ArrayList<>()).add(promise(promised, time, texts));
        }
        List<ReleasePromises> all = new ArrayList<>();
        byMetric.forEach((metric, promises) -> all.add(new ReleasePromises(
                texts.get(
                        metric.higherIsBetter() ? "home.promises.higher" : "home.promises.lower",
                        overview.task().name(),
                        metric.label()),
                promises)));
        return all;
    }

    private static Promise promise(PromisedDifference promised, TimeWords time, Texts texts) {
        VersionName after = promised.release().version();
        String name = promised.before()
                .map(before -> before + "→" + after)
                .orElseGet(() -> texts.get("home.promises.first", after));
        return new Promise(
                name,
                promised.lower(),
                promised.value(),
                promised.upper(),
                texts.get(
                        "home.promises.sentence",
                        name,
                        promised.metric().label(),
                        Amounts.signed(promised.value()),
                        Amounts.signed(promised.lower()),
                        Amounts.signed(promised.upper()),
                        time.date(promised.release().from())));
    }
}
