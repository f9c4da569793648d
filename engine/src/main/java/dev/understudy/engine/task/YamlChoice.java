package dev.understudy.engine.task;

import dev.understudy.engine.yaml.YamlMapping;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Reads values of a closed set, durations and shares. */
final class YamlChoice {
    /** A century: further than any log reaches, and nearer than any calendar ends. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private YamlChoice() {}

    static <E> E of(YamlMapping section, String key, E[] values, Function<E, String> name) {
        String text = section.text(key);
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> section.complaint(
                        key,
                        "expected one of "
                                + String.join(
                                        ", ", Arrays.stream(values).map(name).toList())
                                + ", and found " + text));
    }

    static Optional<Duration> duration(YamlMapping section, String key) {
        return section.optionalText(key).map(text -> {
            try {
                Duration duration = Duration.parse(text);
                if (duration.isNegative()) {
                    throw section.complaint(key, "expected a duration that is not negative, and found " + text);
                }
                if (duration.compareTo(LONGEST) > 0) {
                    throw section.complaint(key, "expected at most P" + LONGEST.toDays() + "D, and found " + text);
                }
                return duration;
            } catch (DateTimeException e) {
                throw section.complaint(
                        key, "expected an ISO-8601 duration of days and smaller, such as P14D, and found " + text);
            }
        });
    }

    /** A number between two bounds, both allowed. */
    static Optional<Double> within(YamlMapping section, String key, double least, double most) {
        Optional<Double> number = section.number(key);
        number.filter(value -> value < least || value > most).ifPresent(value -> {
            throw section.complaint(key, "expected a number from " + least + " to " + most + ", and found " + value);
        });
        return number;
    }
}
