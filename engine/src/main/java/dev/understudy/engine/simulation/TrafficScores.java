package dev.understudy.engine.simulation;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.model.DayScoring;
import dev.understudy.engine.segment.SegmentStore;
import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.CanonicalValue;
import dev.understudy.engine.traffic.TrafficQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What any number of models say of traffic, stretch by stretch: each event is scored once by each model, and any two of
 * them can be compared afterwards, over any stretches together. Not for several threads.
 */
public final class TrafficScores {
    private final SegmentStore segments;
    private final TaskDefinition task;
    private final Instant knownAt;
    private final Labels labels;
    private final Map<String, Integer> clusters = new HashMap<>();

    /**
     * Scores of a task's traffic.
     *
     * @param first any model of the task, whose classes are numbered first
     * @param knownAt outcomes that became known or matured later are not seen
     */
    public TrafficScores(SegmentStore segments, TaskDefinition task, SimulatedModel first, Instant knownAt) {
        this.segments = segments;
        this.task = task;
        this.knownAt = knownAt;
        this.labels =
                new Labels(task.kind(), first.model().manifest().outcomes().classes());
    }

    /** A labelled event. */
    private record Labelled(double outcome, int cluster, int day) {}

    /** What one model says of the labelled events of a stretch: its score, of several classes that of what happened. */
    private static final class Said {
        private final List<double[]> scores = new ArrayList<>();
        private final List<int[]> labels = new ArrayList<>();
    }

    /** A stretch of traffic with what the models say of it. */
    public static final class Stretch {
        private final TaskKind kind;
        private final List<List<Labelled>> events = new ArrayList<>();
        private final Map<Digest, Said> said = new LinkedHashMap<>();
        private long all;
        private long known;

        private Stretch(TaskKind kind) {
            this.kind = kind;
        }

        /** How many events it has. */
        public long events() {
            return all;
        }

        /** How many of them have an outcome that counts. */
        public long known() {
            return known;
        }

        /** Both models side by side, on the events whose outcome counts. */
        public PairedSample sample(SimulatedModel live, SimulatedModel candidate) {
            PairedSample sample = PairedSample.empty(kind);
            Said ofLive = said(live);
            Said ofCandidate = said(candidate);
            for (int part = 0; part < events.size(); part++) {
                List<Labelled> labelled = events.get(part);
                for (int i = 0; i < labelled.size(); i++) {
                    Labelled event = labelled.get(i);
                    sample.add(
                            event.outcome(),
                            ofLive.scores.get(part)[i],
                            ofCandidate.scores.get(part)[i],
                            ofLive.labels.get(part)[i],
                            ofCandidate.labels.get(part)[i],
                            1,
                            event.cluster(),
                            event.day());
                }
            }
            return sample;
        }

        private Said said(SimulatedModel model) {
            Said found = said.get(model.digest());
            if (found == null) {
                throw new IllegalArgumentException("the model " + model.version() + " did not score this stretch");
            }
            return found;
        }
    }

    /**
     * Scores the next stretch.
     *
     * @param window its event times; stretches come in the order of time
     * @param models those of the same digest are scored once
     */
    public Stretch score(TimeWindow window, Collection<SimulatedModel> models, RunControl control) {
        Stretch stretch = new Stretch(task.kind());
        Map<Digest, SimulatedModel> distinct = new LinkedHashMap<>();
        models.forEach(model -> {
            distinct.putIfAbsent(model.digest(), model);
            stretch.said.putIfAbsent(model.digest(), new Said());
        });
        TrafficQuery query =
                new TrafficQuery(task.name(), window, knownAt, task.outcome().maturity(), Optional.empty());
        try (SegmentStore.Mapped traffic = segments.map(query, control)) {
            traffic.forEach(control, day -> take(day, stretch, distinct.values()));
        }
        return stretch;
    }

    private void take(TrafficDay day, Stretch stretch, Collection<SimulatedModel> models) {
        double[] outcomes = day.outcomeValues().stream()
                .mapToDouble(text -> task.kind() == TaskKind.REGRESSION
                        ? CanonicalValue.number(text).orElseThrow()
                        : labels.number(text))
                .toArray();
        int[] clusterOf = day.clusters().stream()
                .mapToInt(key -> clusters.computeIfAbsent(key, fresh -> clusters.size()))
                .toArray();
        int[] rows = IntStream.range(day.from(), day.to())
                .filter(day::wasKnown)
                .filter(row -> day.outcome(row) != TrafficDay.PENDING)
                .toArray();
        stretch.all +=
                IntStream.range(day.from(), day.to()).filter(day::wasKnown).count();
        stretch.known += rows.length;
        List<Labelled> labelled = new ArrayList<>(rows.length);
        for (int row : rows) {
            int cluster = day.cluster(row);
            labelled.add(new Labelled(
                    outcomes[day.outcome(row)],
                    cluster < 0 ? PairedSample.ALONE : clusterOf[cluster],
                    Math.toIntExact(day.day().toEpochDay())));
        }
        stretch.events.add(labelled);
        for (SimulatedModel model : models) {
            say(day, rows, labelled, model, stretch.said(model));
        }
    }

    private void say(TrafficDay day, int[] rows, List<Labelled> labelled, SimulatedModel model, Said said) {
        boolean regression = task.kind() == TaskKind.REGRESSION;
        ComputedOpinions.Terms terms = ComputedOpinions.Terms.of(model.model(), labels);
        DayScoring scoring = DayScoring.of(model.model(), day);
        double[] scores = new double[rows.length];
        int[] given = new int[rows.length];
        int size = ReplayBlock.events(model.model().scorer().width());
        int blocks = Math.ceilDiv(day.to() - day.from(), size);
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = day.from() + block * size;
            int count = Math.min(size, day.to() - from);
            ComputedOpinions opinions =
                    new ComputedOpinions(terms, scoring.numbers(scoring.encoded(from, count), count));
            for (int i = firstAtOrAfter(rows, from); i < rows.length && rows[i] < from + count; i++) {
                int position = rows[i] - from;
                int truth = regression ? Labels.NONE : (int) labelled.get(i).outcome();
                scores[i] = opinions.of(position, truth);
                given[i] = regression ? 0 : opinions.label(position);
            }
        });
        said.scores.add(scores);
        said.labels.add(given);
    }

    private static int firstAtOrAfter(int[] rows, int row) {
        int found = java.util.Arrays.binarySearch(rows, row);
        return found < 0 ? -found - 1 : found;
    }
}
