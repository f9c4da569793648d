package dev.understudy.engine.report;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.statistics.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Events of a seeded world: an outcome with noise of its cluster and day, and what two models say of it. */
final class SampledEvents {
    private final TaskKind kind;
    private final int classes;
    private final PairedSample sample;

    SampledEvents(TaskKind kind, int classes, int events, double gain, boolean oneClass) {
        this.kind = kind;
        this.classes = classes;
        this.sample = PairedSample.empty(kind);
        Random random = new Random(7);
        double[] clusterEffect = random.doubles(240, -0.5, 0.5).toArray();
        for (int i = 0; i < events; i++) {
            int cluster = random.nextInt(clusterEffect.length);
            double signal = random.nextGaussian() + clusterEffect[cluster];
            double live = signal + random.nextGaussian() * 1.2;
            double candidate = signal + random.nextGaussian() * (1.2 - gain);
            switch (kind) {
                case BINARY ->
                    addBinary(oneClass ? -9 : signal + random.nextGaussian() * 0.6, live, candidate, cluster, i);
                case MULTICLASS -> addClass(random, gain, cluster, i);
                case REGRESSION -> addNumber(signal, live, candidate, cluster, i);
            }
        }
    }

    PairedSample sample() {
        return sample;
    }

    private void addBinary(double truth, double live, double candidate, int cluster, int i) {
        double ofLive = 1 / (1 + Math.exp(0.8 - 1.2 * live));
        double ofCandidate = 1 / (1 + Math.exp(0.8 - 1.2 * candidate));
        sample.add(
                truth > 0.7 ? 1 : 0,
                ofLive,
                ofCandidate,
                ofLive >= 0.5 ? 1 : 0,
                ofCandidate >= 0.5 ? 1 : 0,
                1,
                cluster,
                i % 14);
    }

    private void addClass(Random random, double gain, int cluster, int i) {
        int truth = (int) Math.min(classes - 1, Math.abs(random.nextGaussian()) * classes / 2);
        int live = random.nextDouble() < 0.62 ? truth : random.nextInt(classes);
        int candidate = random.nextDouble() < 0.62 + gain / 5 ? truth : random.nextInt(classes);
        sample.add(
                truth,
                live == truth ? 0.7 : 0.1,
                candidate == truth ? 0.75 : 0.08,
                live,
                candidate,
                1,
                cluster,
                i % 14);
    }

    private void addNumber(double signal, double live, double candidate, int cluster, int i) {
        sample.add(40 + 12 * signal, 40 + 12 * live, 40 + 12 * candidate, 0, 0, 1, cluster, i % 14);
    }

    SimulationReport.LabelShareTable shares(List<String> names) {
        return new SimulationReport.LabelShareTable(shares(Side.LIVE, names), shares(Side.CANDIDATE, names));
    }

    private Map<String, Double> shares(Side side, List<String> names) {
        Map<String, Double> shares = new HashMap<>();
        names.forEach(name -> shares.put(name, 0.0));
        for (int i = 0; i < sample.size(); i++) {
            shares.merge(names.get(sample.label(side, i)), 1.0 / sample.size(), Double::sum);
        }
        return ReportWorld.sorted(shares);
    }

    /** Share labelled 1, or mean prediction. */
    double daily(Side side, int day) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (sample.block(i) == day) {
                sum += kind == TaskKind.REGRESSION ? sample.score(side, i) : sample.label(side, i) == 1 ? 1 : 0;
                count++;
            }
        }
        return sum / count;
    }
}
