package dev.understudy.sample;

import java.util.List;

/**
 * How listings spread over days and hours; each factor multiplies the others.
 *
 * @param yearlyAmplitude the yearly season's: 1 + amplitude at its peak, 1 − amplitude half a year later
 * @param yearlyPeak day of the year at which the season peaks
 * @param weekdays factors of Monday to Sunday
 * @param memory what a day's factor keeps of the day before: autoregression of order one on the logarithm
 * @param sd standard deviation of that logarithm over many days
 * @param hours weights of the hours of the day, 0 to 23
 */
public record VolumeSpec(
        double yearlyAmplitude, int yearlyPeak, List<Double> weekdays, double memory, double sd, List<Double> hours) {
    static final VolumeSpec STANDARD = new VolumeSpec(
            0.15,
            60,
            List.of(1.10, 1.12, 1.08, 1.05, 1.00, 0.85, 0.80),
            0.6,
            0.10,
            List.of(
                    1.0, 0.7, 0.5, 0.4, 0.4, 0.6, 1.2, 2.2, 3.6, 4.6, 5.2, 5.4, 5.0, 5.0, 5.2, 5.2, 5.0, 5.0, 5.2, 5.6,
                    5.8, 5.0, 3.6, 2.0));
    private static final int WEEK = 7;
    private static final int DAY = 24;

    public VolumeSpec {
        weekdays = List.copyOf(weekdays);
        hours = List.copyOf(hours);
        Checks.within("volume.yearlyAmplitude", yearlyAmplitude, 0, 0.99);
        Checks.within("volume.memory", memory, -0.999, 0.999);
        Checks.within("volume.sd", sd, 0, 2);
        if (weekdays.size() != WEEK || hours.size() != DAY) {
            throw new IllegalArgumentException("expected a factor for each of 7 weekdays and 24 hours");
        }
        weekdays.forEach(factor -> Checks.within("volume.weekdays", factor, 0.001, 1000));
        hours.forEach(weight -> Checks.within("volume.hours", weight, 0.001, 1000));
    }
}
