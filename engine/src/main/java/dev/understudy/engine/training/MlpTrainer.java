package dev.understudy.engine.training;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.NetworkScorer;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Trains feed-forward networks. How many passes are enough is tried on the older events, judged by the newest fifth;
 * then as many passes over all events make the model, so that the newest are learnt too.
 */
final class MlpTrainer {
    private static final double NEWEST = 0.2;
    private static final int LEAST_NEWEST = 20;
    /** So many passes without a better one end the trial. */
    private static final int PATIENCE = 5;

    private final TrainingSet set;
    private final TrainingSpec.Mlp spec;
    private final RunControl control;
    private final MlpInputs inputs;
    private final ScorerForm.Link link;
    private final int outputs;
    /** Of a regression, so that steps have one size whatever the unit; else 0 and 1. */
    private final double centre;

    private final double scale;

    private MlpTrainer(TrainingSet set, TrainingSpec.Mlp spec, RunControl control) {
        this.set = set;
        this.spec = spec;
        this.control = control;
        this.inputs = new MlpInputs(set);
        this.link = switch (set.kind()) {
            case BINARY -> ScorerForm.Link.SIGMOID;
            case MULTICLASS -> ScorerForm.Link.SOFTMAX;
            case REGRESSION -> ScorerForm.Link.IDENTITY;
        };
        this.outputs = set.space().outputs(set.kind());
        if (set.kind() == TaskKind.REGRESSION) {
            double mean = Arrays.stream(set.outcomes()).sum() / set.size();
            double squares = Arrays.stream(set.outcomes())
                    .map(outcome -> (outcome - mean) * (outcome - mean))
                    .sum();
            double spread = Math.sqrt(squares / set.size());
            this.centre = mean;
            this.scale = spread > 0 ? spread : 1;
        } else {
            this.centre = 0;
            this.scale = 1;
        }
    }

    static Scorer train(TrainingSet set, TrainingSpec.Mlp spec, RunControl control) {
        return new MlpTrainer(set, spec, control).train();
    }

    private Scorer train() {
        MlpNetwork network = network();
        int passes = passes();
        for (int pass = 1; pass <= passes; pass++) {
            pass(network, set.size(), pass);
            control.progress("learning", pass, passes);
        }
        return new NetworkScorer(
                set.schema().positions(), inputs.mean(), inputs.deviation(), network.layers(scale, centre), link);
    }

    private MlpNetwork network() {
        int[] sizes = new int[spec.layers() + 1];
        Arrays.fill(sizes, spec.units());
        sizes[spec.layers()] = outputs;
        return new MlpNetwork(
                inputs, sizes, spec.learningRate(), spec.lambda(), spec.common().seed());
    }

    /** How many passes are best for the newest events; all that are allowed where these are too few to tell. */
    private int passes() {
        int newest = (int) (set.size() * NEWEST);
        if (newest < LEAST_NEWEST) {
            return spec.epochs();
        }
        int older = set.size() - newest;
        MlpNetwork network = network();
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int pass = 1; pass <= spec.epochs() && pass - best <= PATIENCE; pass++) {
            pass(network, older, pass);
            double loss = loss(network, older);
            if (loss < least) {
                least = loss;
                best = pass;
            }
            control.progress("finding when to stop", pass, spec.epochs());
        }
        return best;
    }

    /** Every one of the first events once, in an order of its own for each pass. */
    private void pass(MlpNetwork network, int events, int pass) {
        SplittableRandom random = new SplittableRandom(spec.common().seed() + pass * 0x9E3779B97F4A7C15L);
        int[] order = new int[events];
        for (int i = 0; i < events; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        double[] wrong = new double[outputs];
        int width = set.schema().width();
        for (int from = 0; from < events; from += spec.batch()) {
            control.checkCancelled();
            int to = Math.min(events, from + spec.batch());
            for (int i = from; i < to; i++) {
                said(network, order[i], wrong);
                correct(wrong, order[i]);
                network.learn(set.rows(), order[i] * width, wrong);
            }
            network.step(to - from);
        }
    }

    /** What the network says of an event: probabilities, or the standardised number. */
    private void said(MlpNetwork network, int row, double[] into) {
        double[] sums = network.sums(set.rows(), row * set.schema().width());
        System.arraycopy(sums, 0, into, 0, outputs);
        link.apply(into, 0, outputs);
    }

    /** From what was said to how wrong it is: the slope of log loss, or of half squared error. */
    private void correct(double[] said, int row) {
        double outcome = set.outcomes()[row];
        switch (set.kind()) {
            case BINARY -> said[0] -= outcome;
            case MULTICLASS -> said[(int) outcome] -= 1;
            case REGRESSION -> said[0] -= (outcome - centre) / scale;
        }
    }

    private double loss(MlpNetwork network, int from) {
        double[] said = new double[outputs];
        double sum = 0;
        for (int row = from; row < set.size(); row++) {
            said(network, row, said);
            double outcome = set.outcomes()[row];
            sum += switch (set.kind()) {
                case BINARY -> LogLoss.of(outcome == 1 ? said[0] : 1 - said[0]);
                case MULTICLASS -> LogLoss.of(said[(int) outcome]);
                case REGRESSION -> {
                    double off = said[0] - (outcome - centre) / scale;
                    yield off * off;
                }
            };
        }
        return sum;
    }
}
