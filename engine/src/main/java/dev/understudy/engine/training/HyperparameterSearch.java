package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.Tuning;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TrainingSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.DoubleStream;

/**
 * Searches an algorithm's parameters: random points (Bergstra and Bengio, 2012) with successive halving (Jamieson and
 * Talwalkar, 2016): all are trained on a small part of the older events, the better third of them on a larger one, and
 * so on. Newer events of the snapshot judge. The first trial is what the task file says. One trial runs after the other,
 * so that the result does not depend on threads.
 */
public final class HyperparameterSearch {
    /** A third goes on, to three times as many events. */
    private static final int KEEP_ONE_OF = 3;

    private static final int ROUNDS = 3;
    /** Fewer events than that tell parameters apart badly. */
    private static final int LEAST_EVENTS = 1_000;

    private final TrainingSection section;
    private final TaskKind kind;

    /**
     * A search.
     *
     * @param section what to train; parameters that it sets are not searched
     */
    public HyperparameterSearch(TrainingSection section, TaskKind kind) {
        this.section = section;
        this.kind = kind;
    }

    /**
     * What was found.
     *
     * @param spec the best parameters
     * @param tuning how they were found
     */
    public record Found(TrainingSpec spec, Tuning tuning) {}

    /**
     * Searches on a snapshot.
     *
     * @param trials how many sets of parameters to try
     * @throws UnderstudyException NOT_ENOUGH_DATA if the snapshot cannot be split; TRAINING_INVALID if nothing is left to
     *     search; CANCELLED
     */
    public Found search(TrainingSnapshot snapshot, int trials, RunControl control) {
        TrainingSet whole = TrainingSet.of(snapshot, spec(Map.of()));
        SearchSpace space = SearchSpace.of(
                section.algorithm(),
                section.parameters().keySet(),
                whole.schema().width());
        if (space.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID,
                    "training.tuning: nothing is left to search, since training.parameters sets every parameter of "
                            + section.algorithm() + " that is");
        }
        OutOfTimeSplit split = new OutOfTimeSplit(whole, section.seed());
        return new Search(space, split, trials, control).run();
    }

    private TrainingSpec spec(Map<String, String> searched) {
        Map<String, String> parameters = new HashMap<>(section.parameters());
        parameters.putAll(searched);
        return TrainingSpecs.of(
                new TrainingSection(
                        section.algorithm(), section.window(), section.seed(), parameters, section.options()),
                kind);
    }

    /** One search under way. */
    private final class Search {
        private final SearchSpace space;
        private final OutOfTimeSplit split;
        private final RunControl control;
        private final Tuning.Trial[] newest;
        private final double[] shares;
        private final int evaluations;
        private int evaluated;
        private Optional<UnderstudyException> failure = Optional.empty();

        Search(SearchSpace space, OutOfTimeSplit split, int trials, RunControl control) {
            this.space = space;
            this.split = split;
            this.control = control;
            this.newest = new Tuning.Trial[trials];
            this.shares = shares();
            int all = 0;
            for (int round = 0; round < shares.length; round++) {
                all += survivors(round);
            }
            this.evaluations = all;
        }

        /** Of the older events, round by round; small snapshots are used whole at once. */
        private double[] shares() {
            double least = Math.min(1, (double) LEAST_EVENTS / split.older());
            return DoubleStream.iterate(Math.pow(KEEP_ONE_OF, 1 - ROUNDS), share -> share * KEEP_ONE_OF)
                    .limit(ROUNDS)
                    .map(share -> share > 0.99 ? 1 : Math.max(least, share))
                    .distinct()
                    .toArray();
        }

        private int survivors(int round) {
            int left = newest.length;
            for (int i = 0; i < round; i++) {
                left = (left + KEEP_ONE_OF - 1) / KEEP_ONE_OF;
            }
            return left;
        }

        Found run() {
            for (int i = 0; i < newest.length; i++) {
                SortedMap<String, String> point =
                        i == 0 ? space.of(spec(Map.of()).parameters()) : space.draw(section.seed(), i);
                newest[i] = new Tuning.Trial(i + 1, point, 0, Double.POSITIVE_INFINITY);
            }
            for (int round = 0; round < shares.length; round++) {
                TrainingSet part = split.part(shares[round]);
                for (Tuning.Trial trial : ranked().subList(0, survivors(round))) {
                    newest[trial.number() - 1] = new Tuning.Trial(
                            trial.number(), trial.parameters(), part.size(), loss(trial.parameters(), part));
                }
            }
            Tuning.Trial best = ranked().getFirst();
            if (Double.isInfinite(best.loss())) {
                throw failure.orElseThrow();
            }
            return new Found(spec(best.parameters()), new Tuning(split.lossName(), split.newest(), List.of(newest)));
        }

        private List<Tuning.Trial> ranked() {
            return new ArrayList<>(
                    Arrays.stream(newest).sorted(Tuning.ranking()).toList());
        }

        /** Infinite where these parameters cannot be trained. */
        private double loss(SortedMap<String, String> parameters, TrainingSet part) {
            control.checkCancelled();
            control.progress(stage(), evaluated, evaluations);
            evaluated++;
            try {
                Scorer scorer = Trainer.scorer(part, spec(parameters), new Quietly(control));
                double loss = split.loss(scorer);
                return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
            } catch (UnderstudyException e) {
                if (e.code() != ErrorCode.TRAINING_INVALID && e.code() != ErrorCode.NOT_ENOUGH_DATA) {
                    throw e;
                }
                failure = failure.or(() -> Optional.of(e));
                return Double.POSITIVE_INFINITY;
            }
        }

        private String stage() {
            Tuning.Trial best = ranked().getFirst();
            return Double.isInfinite(best.loss())
                    ? "trying parameters"
                    : String.format(
                            Locale.ROOT,
                            "trying parameters, best %s %.4f of trial %d",
                            split.lossName(),
                            best.loss(),
                            best.number());
        }
    }

    /**
     * Stops what is told to stop, and leaves progress to the search.
     *
     * @param control of the search
     */
    private record Quietly(RunControl control) implements RunControl {
        @Override
        public void progress(String stage, long done, long total) {}

        @Override
        public boolean isCancelled() {
            return control.isCancelled();
        }
    }
}
