package dev.understudy.engine.leak;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.leak.LeakSuspect.Sign;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.FeatureType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for features that know the outcome before a model is trained on them. Each feature is learnt alone on the older
 * three quarters of the snapshot and judged on the newest, so that what has only memorised its events is not taken for
 * knowing. It warns and refuses nothing: a task may be that easy. Texts are not looked at.
 *
 * <p>A feature is suspect if it alone reaches an AUC of 0.95 (R² of 0.95), or 0.85 (0.70) and what all features below it
 * reach together is clearly farther from perfect, so that not even 60 % of their distance is left: honest features rarely leave the others that far behind.
 */
public final class LeakCheck {
    /** More than that are thinned out evenly. */
    static final int MOST_EVENTS = 40_000;

    private static final double EQUAL = 0.99;
    private static final double CERTAIN = 0.95;
    private static final double STRONG = 0.85;
    private static final double STRONG_R2 = 0.70;
    private static final double FAR_AHEAD = 0.6;
    private static final double MISSINGNESS = 0.70;
    private static final double MISSINGNESS_R2 = 0.30;
    private static final double SETTLED = 0.99;
    private static final double MISSING_LATER = 0.25;
    private static final int MOST_TOGETHER = 8;

    private final Judging judging;
    private final TrainingSnapshot snapshot;

    private LeakCheck(TrainingSnapshot snapshot, Judging judging) {
        this.snapshot = snapshot;
        this.judging = judging;
    }

    /**
     * The suspects of a snapshot, the strongest sign first; none where there are too few events to tell.
     *
     * @param control asked whether to stop
     */
    public static List<LeakSuspect> of(TrainingSnapshot snapshot, RunControl control) {
        List<LeakSuspect> suspects = new ArrayList<>(missingWhilePending(snapshot));
        Judging.of(snapshot, MOST_EVENTS)
                .ifPresent(judging -> suspects.addAll(new LeakCheck(snapshot, judging).suspects(control)));
        return suspects.stream()
                .sorted(Comparator.comparing(LeakSuspect::sign)
                        .thenComparing(LeakSuspect::figure, Comparator.reverseOrder()))
                .toList();
    }

    private List<LeakSuspect> suspects(RunControl control) {
        List<LeakSuspect> suspects = new ArrayList<>();
        List<Alone> all = new ArrayList<>();
        for (int i = 0; i < snapshot.features().features().size(); i++) {
            control.checkCancelled();
            FeatureDefinition feature = snapshot.features().features().get(i);
            FeatureColumn column = snapshot.features().columns().get(i);
            missingness(feature.name(), column).ifPresent(suspects::add);
            if (feature.type() == FeatureType.TEXT) {
                continue;
            }
            double equal = judging.equalShare(column);
            if (equal >= EQUAL) {
                suspects.add(new LeakSuspect(
                        feature.name(),
                        Sign.EQUALS_OUTCOME,
                        equal,
                        feature.name() + " is the outcome in " + percent(equal) + " of the events"));
                continue;
            }
            OneFeature learnt = OneFeature.of(column, judging);
            all.add(new Alone(feature.name(), learnt, judging.figure(learnt)));
        }
        all.sort(Comparator.comparingDouble((Alone alone) -> -alone.figure().value()));
        suspects.addAll(ahead(all));
        return suspects;
    }

    private record Alone(String name, OneFeature learnt, Judging.Figure figure) {}

    private List<LeakSuspect> ahead(List<Alone> ranked) {
        double strong = judging.isRegression() ? STRONG_R2 : STRONG;
        int suspected = 0;
        double rest = Double.NaN;
        for (int top = 1; top <= Math.min(MOST_TOGETHER, ranked.size()); top++) {
            double weakest = ranked.get(top - 1).figure().value();
            if (weakest < strong) {
                break;
            }
            double below = judging.together(ranked.subList(top, ranked.size()).stream()
                    .map(Alone::learnt)
                    .toList());
            if (weakest >= CERTAIN || 1 - weakest <= FAR_AHEAD * (1 - below)) {
                suspected = top;
                rest = below;
            }
        }
        double others = rest;
        return ranked.subList(0, suspected).stream()
                .map(alone -> new LeakSuspect(
                        alone.name(),
                        Sign.PREDICTS_ALONE,
                        alone.figure().value(),
                        alone.name() + " alone predicts " + alone.figure().what() + " with " + judging.unit() + " "
                                + figure(alone.figure().value()) + ", all features below it together reach "
                                + figure(others)))
                .toList();
    }

    private Optional<LeakSuspect> missingness(String feature, FeatureColumn column) {
        OneFeature missing = OneFeature.missingness(column, judging);
        if (missing.isConstant()) {
            return Optional.empty();
        }
        Judging.Figure figure = judging.figure(missing);
        if (figure.value() >= (judging.isRegression() ? MISSINGNESS_R2 : MISSINGNESS)) {
            return Optional.of(new LeakSuspect(
                    feature,
                    Sign.MISSINGNESS_PREDICTS,
                    figure.value(),
                    "whether " + feature + " is missing predicts " + figure.what() + " with " + judging.unit() + " "
                            + figure(figure.value())));
        }
        return judging.settled(missing, SETTLED)
                .map(settled -> new LeakSuspect(
                        feature,
                        Sign.MISSINGNESS_SETTLES,
                        settled.share(),
                        "where " + feature + " is " + settled.state() + ", " + settled.outcome() + " holds in "
                                + percent(settled.share()) + " of the events, against "
                                + percent(settled.elsewhere()) + " elsewhere"));
    }

    private static List<LeakSuspect> missingWhilePending(TrainingSnapshot snapshot) {
        return snapshot.filling().stream()
                .filter(contrast -> contrast.isTold() && contrast.difference() >= MISSING_LATER)
                .map(contrast -> new LeakSuspect(
                        contrast.feature(),
                        Sign.MISSING_WHILE_PENDING,
                        contrast.difference(),
                        contrast.feature() + " is missing in " + percent(contrast.missingPending())
                                + " of the events whose outcome is pending and in "
                                + percent(contrast.missingMatured()) + " of the latest that have matured"))
                .toList();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
