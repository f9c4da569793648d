package dev.understudy.engine.simulation;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.leak.LeakSuspect;
import dev.understudy.engine.model.FeatureImportance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a simulation found. It holds no verdict: that is the gate's.
 *
 * @param task the task
 * @param kind its kind
 * @param candidate what may be released
 * @param live what it was compared with; empty for the constant predictor
 * @param window event times that were replayed
 * @param knownAt the moment whose knowledge of outcomes counted
 * @param events how many events the window has
 * @param origins where the live model's scores come from
 * @param outcomes how many outcomes had come
 * @param parity whether the live model reproduces its log
 * @param latency how long both models take to score an event; empty where the live model cannot score, and in simulations of
 *     versions before it was measured
 * @param metrics paired differences, those of the gate first
 * @param labelShares which share of the events each label gets; empty for a regression
 * @param slices the gate's metrics for single values of columns
 * @param disagreements where the models decide differently
 * @param dependence how the events hang together
 * @param charts what to draw
 * @param observations what was found besides; nothing of it decides
 * @param timing where the time went
 */
public record SimulationReport(
        TaskName task,
        TaskKind kind,
        ModelSide candidate,
        Optional<ModelSide> live,
        TimeWindow window,
        Instant knownAt,
        long events,
        Origins origins,
        Outcomes outcomes,
        Parity parity,
        Optional<LatencyReading> latency,
        List<MetricReading> metrics,
        Optional<LabelShareTable> labelShares,
        List<SliceReading> slices,
        Disagreements disagreements,
        DependenceReading dependence,
        Charts charts,
        Observations observations,
        Timing timing) {
    public SimulationReport {
        latency = Objects.requireNonNullElse(latency, Optional.empty()); // as earlier versions kept it
        metrics = List.copyOf(metrics);
        slices = List.copyOf(slices);
        observations = Objects.requireNonNullElseGet(observations, Observations::none); // as earlier versions kept it
    }

    /**
     * The same with the window cut to older events: what the gate is asked about then. What is not measured by event stays
     * that of the whole window.
     */
    public SimulationReport cutTo(OutcomeMaturity.Step step) {
        return new SimulationReport(
                task,
                kind,
                candidate,
                live,
                new TimeWindow(window.from(), step.to()),
                knownAt,
                step.events(),
                origins,
                new Outcomes(step.known(), step.events() - step.known()),
                parity,
                latency,
                step.metrics(),
                labelShares,
                List.of(),
                disagreements,
                dependence,
                charts,
                Observations.none(),
                timing);
    }

    /**
     * One of the two models.
     *
     * @param version its name
     * @param digest of its manifest; empty for a model that lives elsewhere
     * @param asOf what was known then was trained on
     * @param algorithm how
     * @param parameters with which parameters
     * @param importance how much each feature moves its scores; empty for a model that does not say
     * @param leaks features that may know the outcome, as its training found them; empty where that was not looked for
     */
    public record ModelSide(
            VersionName version,
            Optional<Digest> digest,
            Optional<Instant> asOf,
            Optional<String> algorithm,
            Map<String, String> parameters,
            Optional<FeatureImportance> importance,
            List<LeakSuspect> leaks) {
        public ModelSide {
            parameters = Map.copyOf(parameters);
            importance = Objects.requireNonNullElse(importance, Optional.empty()); // as earlier versions kept it
            leaks = List.copyOf(Objects.requireNonNullElse(leaks, List.of()));
        }

        /** A model of which no feature is suspected. */
        public ModelSide(
                VersionName version,
                Optional<Digest> digest,
                Optional<Instant> asOf,
                Optional<String> algorithm,
                Map<String, String> parameters,
                Optional<FeatureImportance> importance) {
            this(version, digest, asOf, algorithm, parameters, importance, List.of());
        }

        /** A model that lives elsewhere: only its name is known. */
        public static ModelSide elsewhere(VersionName version) {
            return new ModelSide(
                    version, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
        }
    }

    /**
     * Where the live model's scores come from, in events.
     *
     * @param served logged when they were answered
     * @param backfilled logged afterwards
     * @param replayed scored in the simulation
     * @param missing not logged, of a model that cannot be replayed; left out of the comparison
     */
    public record Origins(long served, long backfilled, long replayed, long missing) {}

    /**
     * How many outcomes had come, in events.
     *
     * @param known known and matured
     * @param pending still to come
     * @param hidden never to come, since the decision that was made hid them
     * @param weights how the hidden ones were made up for; empty where no decision hid any
     */
    public record Outcomes(long known, long pending, long hidden, Optional<OutcomeWeights> weights) {
        public Outcomes {
            weights = Objects.requireNonNullElse(weights, Optional.empty()); // as earlier versions kept it
        }

        /** Outcomes of which no decision hid any. */
        public Outcomes(long known, long pending) {
            this(known, pending, 0, Optional.empty());
        }

        /** The share of the events whose outcome can be seen that have one that counts; 0 without events. */
        public double coverage() {
            return known + pending == 0 ? 0 : (double) known / (known + pending);
        }
    }

    /**
     * Whether the live model reproduces its log, in events.
     *
     * @param checked logged scores that were computed again
     * @param identical those that came out the same, bit for bit
     * @param waived there is no model to compute them with
     */
    public record Parity(long checked, long identical, boolean waived) {}

    /**
     * Which share of the window's events each label gets.
     *
     * @param live by label
     * @param candidate by label
     */
    public record LabelShareTable(Map<String, Double> live, Map<String, Double> candidate) {
        /** The largest difference of any label's share, in [0, 1]. */
        public double largestShift() {
            return Stream.concat(live.keySet().stream(), candidate.keySet().stream())
                    .distinct()
                    .mapToDouble(label -> Math.abs(candidate.getOrDefault(label, 0.0) - live.getOrDefault(label, 0.0)))
                    .max()
                    .orElse(0);
        }
    }

    /**
     * The gate's metrics for the events of one slice.
     *
     * @param slice column and value
     * @param events labelled events in it
     * @param metrics their paired differences
     */
    public record SliceReading(String slice, long events, List<MetricReading> metrics) {
        public SliceReading {
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * Where the models decide differently. For a regression: where one error is larger than the other.
     *
     * @param count events
     * @param better of these, labelled ones that the candidate gets right and the live model does not
     * @param worse the other way round
     * @param examples some of them, those with the largest difference of scores first
     */
    public record Disagreements(long count, long better, long worse, List<Example> examples) {
        public Disagreements {
            examples = List.copyOf(examples);
        }
    }

    /**
     * One event on which the models disagree. Inputs are not in it.
     *
     * @param event its id
     * @param time when it happened
     * @param live the live model's score; of several classes, that of its label
     * @param candidate the candidate's likewise
     * @param liveLabel what the live model labels it
     * @param candidateLabel what the candidate does
     * @param outcome what came true, if it is known
     */
    public record Example(
            String event,
            Instant time,
            double live,
            double candidate,
            String liveLabel,
            String candidateLabel,
            Optional<String> outcome) {}

    /**
     * How the events hang together.
     *
     * @param clusters how many; events that stand alone count one each
     * @param blocks how many days
     * @param block {@link #DAY}, {@link #LONG_RUN} or {@link #NONE}
     * @param degreesOfFreedom of the first metric's interval
     * @param inflation by which factor the days' part of the first metric's variance is larger since a day resembles the
     *     day before; empty in what earlier versions kept
     */
    public record DependenceReading(
            long clusters, long blocks, String block, Optional<Double> degreesOfFreedom, Optional<Double> inflation) {
        /** Events of one day are correlated. */
        public static final String DAY = "day";
        /** And so are days with the days before. */
        public static final String LONG_RUN = "long-run";
        /** The task declares its events independent. */
        public static final String NONE = "none";

        public DependenceReading {
            inflation = Objects.requireNonNullElse(inflation, Optional.empty());
        }
    }

    /**
     * Where the time went, in seconds.
     *
     * @param scorer which scorer ran
     * @param buildSeconds copying the log into columns, where that was not done before
     * @param readSeconds mapping the columns and encoding events, added up over threads
     * @param scoreSeconds scoring, added up over threads
     * @param compareSeconds comparing and counting, added up over threads
     * @param statisticsSeconds metrics and their errors
     * @param totalSeconds from beginning to end
     */
    public record Timing(
            String scorer,
            double buildSeconds,
            double readSeconds,
            double scoreSeconds,
            double compareSeconds,
            double statisticsSeconds,
            double totalSeconds) {}
}
