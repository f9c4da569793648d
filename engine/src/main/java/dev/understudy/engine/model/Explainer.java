package dev.understudy.engine.model;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.traffic.RawInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says of one event after the other what moved its score. */
final class Explainer {
    private final CompiledModel model;
    private final FeatureShares shares;

    Explainer(CompiledModel model) {
        this.model = model;
        this.shares = new FeatureShares(model.manifest().schema(), model.scorer());
    }

    Explanation explain(RawInput raw) {
        RawInput input = model.sample(raw);
        Scorer scorer = model.scorer();
        double[] row = new double[scorer.width()];
        model.encoder().encode(input, row, 0);
        double[] sums = new double[scorer.outputs()];
        scorer.sums(row, 1, sums);
        double[] scores = new double[scorer.outputs()];
        scorer.score(row, 1, scores);
        double[] amounts = shares.of(row, 0);
        int first = model.manifest().kind() == TaskKind.MULTICLASS ? model.labelIndex(scores, 0) : 0;
        List<Explanation.Output> outputs = new ArrayList<>();
        for (int output = 0; output < sums.length; output++) {
            outputs.add(
                    output == first ? 0 : outputs.size(),
                    new Explanation.Output(
                            outcome(output),
                            shares.attribution().expected()[output],
                            sums[output],
                            scores[output],
                            contributions(input, amounts, output)));
        }
        return new Explanation(
                ScoreUnit.of(model.manifest().kind(), model.manifest().form().link()), outputs);
    }

    private Optional<String> outcome(int output) {
        List<String> classes = model.manifest().outcomes().classes();
        return switch (model.manifest().kind()) {
            case BINARY -> Optional.of(classes.get(1));
            case MULTICLASS -> Optional.of(classes.get(output));
            case REGRESSION -> Optional.empty();
        };
    }

    private List<Explanation.Contribution> contributions(RawInput input, double[] amounts, int output) {
        List<EncodedFeature> features = model.manifest().schema().features();
        List<Explanation.Contribution> contributions = new ArrayList<>();
        for (int feature = 0; feature < features.size(); feature++) {
            String name = features.get(feature).name();
            contributions.add(new Explanation.Contribution(
                    name, Optional.ofNullable(input.get(name)), amounts[output * features.size() + feature]));
        }
        contributions.sort(
                Comparator.comparingDouble((Explanation.Contribution contribution) -> Math.abs(contribution.amount()))
                        .reversed());
        return contributions;
    }
}
