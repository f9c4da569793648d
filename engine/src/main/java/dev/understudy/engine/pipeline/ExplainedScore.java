package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.model.Explanation;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.Score;
import dev.understudy.engine.traffic.TrafficEvent;
import java.util.List;
import java.util.Optional;

/**
 * What moved a version's score of an event, with what the log says of it.
 *
 * @param version the version
 * @param event the event, as it was logged
 * @param score what the version says of it now
 * @param label the predicted class; empty for a regression
 * @param logged what the version had logged for it, the oldest first
 * @param explanation how the score came about
 */
public record ExplainedScore(
        VersionName version,
        TrafficEvent event,
        Score score,
        Optional<String> label,
        List<Prediction> logged,
        Explanation explanation) {
    public ExplainedScore {
        logged = List.copyOf(logged);
    }
}
