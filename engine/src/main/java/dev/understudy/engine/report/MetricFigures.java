package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.MetricReading.Difference;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers of a metric as people read them, all with the same number of digits: two that the standard error leaves
 * uncertain, and as many more as are needed so that what is shown of the interval leads to the same conclusion.
 *
 * @param live the live model's value, or a dash
 * @param candidate the candidate's, or a dash
 * @param difference with its sign, or a dash
 * @param interval in brackets, or a dash
 */
public record MetricFigures(String live, String candidate, String difference, String interval) {
    static final String NONE = "–";

    private static final int MOST_DIGITS = 12;

    static MetricFigures of(MetricReading reading, double margin) {
        Optional<Difference> found = reading.difference();
        int digits = found.map(difference -> digits(difference, margin)).orElse(4);
        return new MetricFigures(
                reading.live().map(value -> plain(value, digits)).orElse(NONE),
                reading.candidate().map(value -> plain(value, digits)).orElse(NONE),
                found.map(difference -> signed(difference.value(), digits)).orElse(NONE),
                found.map(difference -> "[" + signed(difference.lower(), digits) + ", "
                                + signed(difference.upper(), digits) + "]")
                        .orElse(NONE));
    }

    private static int digits(Difference difference, double margin) {
        double error = difference.standardError();
        int digits = error > 0 ? (int) Math.max(0, Math.min(MOST_DIGITS, 1 - Math.floor(Math.log10(error)))) : 4;
        while (digits < MOST_DIGITS
                && !(tells(difference.lower(), margin, digits) && tells(difference.upper(), margin, digits))) {
            digits++;
        }
        return digits;
    }

    /** Whether the rounded bound lies on the same side of no difference and of the margin as the bound itself. */
    private static boolean tells(double bound, double margin, int digits) {
        double power = Math.pow(10, digits);
        double shown = Math.rint(bound * power) / power;
        return Math.signum(shown) == Math.signum(bound)
                && (shown >= -margin) == (bound >= -margin)
                && (shown <= margin) == (bound <= margin);
    }

    private static String plain(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value).replace('-', '−');
    }

    private static String signed(double value, int digits) {
        String text = String.format(Locale.ROOT, "%+,." + digits + "f", value);
        return value == 0 ? text.substring(1) : text.replace('-', '−');
    }

    /** A margin as it stands in the task file. */
    static String margin(double margin) {
        return margin >= 1e-4 && margin < 1e6
                ? BigDecimal.valueOf(margin).stripTrailingZeros().toPlainString()
                : Figures.value(margin);
    }
}
