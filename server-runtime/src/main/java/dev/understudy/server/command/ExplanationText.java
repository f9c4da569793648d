package dev.understudy.server.command;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.model.Explanation;
import dev.understudy.engine.pipeline.ExplainedScore;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What moved a score, for the terminal: a bar a feature, the largest first. */
final class ExplanationText {
    private static final int MOST_FEATURES = 20;
    private static final int LONGEST_VALUE = 32;

    private ExplanationText() {}

    static String of(ExplainedScore explained) {
        StringBuilder text = new StringBuilder();
        text.append(explained.version())
                .append(" says of ")
                .append(explained.event().id())
                .append(" (")
                .append(explained.event().time())
                .append("): ")
                .append(score(explained.score()))
                .append(explained.label().map(label -> ", label " + label).orElse(""))
                .append("\n")
                .append(logged(explained.logged()));
        for (Explanation.Output output : explained.explanation().outputs()) {
            text.append('\n').append(output(output, explained.explanation()));
        }
        return text.toString();
    }

    private static String logged(List<Prediction> logged) {
        if (logged.isEmpty()) {
            return "it has logged nothing for this event\n";
        }
        return logged.stream()
                .map(prediction -> "logged " + score(prediction.score()) + ", "
                        + prediction.origin().name().toLowerCase(Locale.ROOT) + " at " + prediction.knownAt() + "\n")
                .collect(Collectors.joining());
    }

    private static String score(Score score) {
        return switch (score) {
            case Score.Single single -> number(single.value());
            case Score.PerClass classes ->
                classes.byClass().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                        .collect(Collectors.joining(", "));
        };
    }

    private static String number(double value) {
        return Figures.value(value).replace('-', '−');
    }

    private static String output(Explanation.Output output, Explanation explanation) {
        List<Explanation.Contribution> all = output.contributions();
        double largest =
                all.stream().mapToDouble(c -> Math.abs(c.amount())).max().orElse(0);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("feature", "value", explanation.unit().key(), ""));
        rows.add(List.of("mean of training", "", Figures.signed(output.base()), ""));
        for (Explanation.Contribution contribution : all.subList(0, Math.min(MOST_FEATURES, all.size()))) {
            rows.add(List.of(
                    contribution.feature(),
                    contribution.value().map(ExplanationText::shortened).orElse("(missing)"),
                    Figures.signed(contribution.amount()),
                    Bars.aboutMiddle(contribution.amount(), largest)));
        }
        if (all.size() > MOST_FEATURES) {
            double rest = all.subList(MOST_FEATURES, all.size()).stream()
                    .mapToDouble(Explanation.Contribution::amount)
                    .sum();
            rows.add(List.of((all.size() - MOST_FEATURES) + " others", "", Figures.signed(rest), ""));
        }
        rows.add(List.of("this event", "", Figures.signed(output.margin()), ""));
        String title = output.outcome()
                .map(outcome -> "for the outcome " + outcome + ", " + number(output.score()) + ":\n")
                .orElse("");
        return title + TextRenderer.aligned(rows);
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
