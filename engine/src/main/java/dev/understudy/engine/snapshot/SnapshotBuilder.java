package dev.understudy.engine.snapshot;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.features.SampleStep;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.TrafficQuery;
import dev.understudy.engine.traffic.TrafficReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Builds training snapshots from the log. */
public final class SnapshotBuilder {
    /** Enough to notice a builder that gives other values each time. */
    private static final int ASKED_TWICE = 100;

    private final TrafficReader traffic;
    private final SampleBuilders samples;

    /** Builds snapshots for tasks that have no sample builder. */
    public SnapshotBuilder(TrafficReader traffic) {
        this(traffic, SampleBuilders.none());
    }

    /**
     * Builds snapshots.
     *
     * @param samples the sample builders that are there
     */
    public SnapshotBuilder(TrafficReader traffic, SampleBuilders samples) {
        this.traffic = traffic;
        this.samples = samples;
    }

    /**
     * Builds a snapshot of what was known at its moment.
     *
     * @throws UnderstudyException NOT_ENOUGH_DATA if no event had a matured outcome then
     */
    public TrainingSnapshot build(SnapshotSpec spec, RunControl control) {
        Optional<SampleStep> step = spec.task().sampleBuilder().map(samples::step);
        boolean gated = spec.task().decision().outcomeGate().isClosed();
        Rows rows = new Rows(spec.task(), step, gated ? ExploredCopies.of(spec.task()) : logged -> 1);
        window(spec)
                .ifPresent(window -> traffic.read(
                        new TrafficQuery(
                                spec.task().name(),
                                window,
                                spec.asOf(),
                                spec.task().outcome().maturity(),
                                Optional.empty(),
                                gated),
                        control,
                        rows::take));
        if (rows.features.rows() == 0) {
            throw new UnderstudyException(
                    ErrorCode.NOT_ENOUGH_DATA,
                    "nothing to train on: no event of " + spec.task().name() + " before " + spec.asOf()
                            + " had an outcome that was known and matured by then");
        }
        return new TrainingSnapshot(
                spec,
                Digest.of(rows.sha256),
                rows.features,
                rows.outcomes,
                step.map(SampleStep::identity),
                rows.filling.contrasts());
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
        private final Optional<SampleStep> step;
        private final FeatureTable features;
        private final FeatureColumn.Categorical outcomes;
        private final FillingByMaturity filling;
        private final MessageDigest sha256 = Digest.newSha256();
        private final ToIntFunction<LoggedEvent> copies;

        Rows(TaskDefinition task, Optional<SampleStep> step, ToIntFunction<LoggedEvent> copies) {
            this.copies = copies;
            this.task = task;
            this.step = step;
            this.features = new FeatureTable(task.features());
            this.outcomes = new FeatureColumn.Categorical(task.outcome().column());
            // what a sample builder derives is not asked of events that are not trained on
            this.filling = new FillingByMaturity(step.isEmpty() ? task.features() : List.of());
        }

        void take(LoggedEvent logged) {
            filling.add(
                    logged.event().time(),
                    logged.event().input(),
                    logged.outcome().isEmpty());
            int times = copies.applyAsInt(logged);
            if (times == 0 || logged.outcome().isEmpty()) {
                return;
            }
            String outcome = logged.outcome().get().value();
            RawInput input = input(logged);
            for (int i = 0; i < times; i++) {
                features.add(input);
                outcomes.add(outcome);
                digest(logged, input, outcome);
            }
        }

        private RawInput input(LoggedEvent logged) {
            RawInput raw = logged.event().input();
            if (step.isEmpty()) {
                return raw;
            }
            try {
                if (features.rows() < ASKED_TWICE) {
                    step.get().checkRepeatable(raw);
                }
                return step.get().extend(raw);
            } catch (UnderstudyException e) {
                throw new UnderstudyException(
                        e.code(), "the event " + logged.event().id() + ": " + e.getMessage(), e);
            }
        }

        /** Every field carries its length, so that no content can pass for a border between fields. */
        private void digest(LoggedEvent logged, RawInput input, String outcome) {
            StringBuilder row = new StringBuilder(256);
            field(row, logged.event().id());
            field(row, logged.event().time().toString());
            field(row, outcome);
            for (FeatureDefinition feature : task.features()) {
                field(row, input.get(feature.name()));
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
