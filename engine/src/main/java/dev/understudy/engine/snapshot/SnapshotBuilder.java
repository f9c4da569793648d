package dev.understudy.engine.snapshot;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.TrafficQuery;
import dev.understudy.engine.traffic.TrafficReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds training snapshots from the log. */
public final class SnapshotBuilder {
    private final TrafficReader traffic;

    public SnapshotBuilder(TrafficReader traffic) {
        this.traffic = traffic;
    }

    /**
     * Builds a snapshot of what was known at its moment.
     *
     * @throws UnderstudyException NOT_ENOUGH_DATA if no event had a matured outcome then
     */
    public TrainingSnapshot build(SnapshotSpec spec, RunControl control) {
        Rows rows = new Rows(spec.task());
        window(spec)
                .ifPresent(window -> traffic.read(
                        new TrafficQuery(
                                spec.task().name(),
                                window,
                                spec.asOf(),
                                spec.task().outcome().maturity(),
                                Optional.empty()),
                        control,
                        rows::take));
        if (rows.features.rows() == 0) {
            throw new UnderstudyException(
                    ErrorCode.NOT_ENOUGH_DATA,
                    "nothing to train on: no event of " + spec.task().name() + " before " + spec.asOf()
                            + " had an outcome that was known and matured by then");
        }
        return new TrainingSnapshot(spec, Digest.of(rows.sha256), rows.features, rows.outcomes);
    }

    private Optional<TimeWindow> window(SnapshotSpec spec) {
        Optional<Instant> start = spec.window().map(spec.asOf()::minus);
        return traffic.range(spec.task().name())
                .map(range -> start.orElse(range.from()))
                .filter(from -> from.isBefore(spec.asOf()))
                .map(from -> new TimeWindow(from, spec.asOf()));
    }

    private static final class Rows {
        private final TaskDefinition task;
        private final FeatureTable features;
        private final FeatureColumn.Categorical outcomes;
        private final MessageDigest sha256 = Digest.newSha256();

        Rows(TaskDefinition task) {
            this.task = task;
            this.features = new FeatureTable(task.features());
            this.outcomes = new FeatureColumn.Categorical(task.outcome().column());
        }

        void take(LoggedEvent logged) {
            logged.outcome().ifPresent(outcome -> {
                features.add(logged.event().input());
                outcomes.add(outcome.value());
                digest(logged, outcome.value());
            });
        }

        /** Every field carries its length, so that no content can pass for a border between fields. */
        private void digest(LoggedEvent logged, String outcome) {
            StringBuilder row = new StringBuilder(256);
            field(row, logged.event().id());
            field(row, logged.event().time().toString());
            field(row, outcome);
            for (FeatureDefinition feature : task.features()) {
                field(row, logged.event().input().get(feature.name()));
            }
            sha256.update(row.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }

        private static void field(StringBuilder row, @Nullable String value) {
            if (value == null) {
                row.append("-,");
            } else {
                row.append(value.length()).append(':').append(value).append(',');
            }
        }
    }
}
