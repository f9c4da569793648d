package dev.understudy.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The effects of days have the memory, the spread and the seasons that the specification says. */
class DaysTest {
    private static final int MANY_DAYS = 8000;
    private static final WorldSpec STANDARD = WorldSpec.standard(3);

    private static WorldSpec with(VolumeSpec volume, ScamSpec scam) {
        return new WorldSpec(
                STANDARD.seed(),
                STANDARD.begin(),
                MANY_DAYS,
                volume,
                STANDARD.sellers(),
                STANDARD.offers(),
                scam,
                STANDARD.wave(),
                STANDARD.outcomes(),
                STANDARD.gaps(),
                STANDARD.harm());
    }

    @Test
    void theEffectOnScamsRemembersTheDayBefore() {
        ScamSpec spec = STANDARD.scam();
        Days days = new Days(with(STANDARD.volume(), spec), 1);
        double[] effects = IntStream.range(0, MANY_DAYS)
                .mapToDouble(day -> days.scamEffect(day) - season(day, spec))
                .toArray();
        double variance = IntStream.range(0, MANY_DAYS)
                .mapToDouble(i -> effects[i] * effects[i])
                .average()
                .orElseThrow();
        double lagged = IntStream.range(1, MANY_DAYS)
                .mapToDouble(i -> effects[i] * effects[i - 1])
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(variance)).isCloseTo(spec.daySd(), within(0.02));
        assertThat(lagged / variance).isCloseTo(spec.dayMemory(), within(0.04));
    }

    private static double season(int day, ScamSpec spec) {
        int dayOfYear = STANDARD.dayOfYear(day);
        return spec.yearlyAmplitude() * Math.cos(2 * Math.PI * (dayOfYear - spec.yearlyPeak()) / 365.25);
    }

    @Test
    void weekdaysShareTheListingsByTheirFactors() {
        VolumeSpec calm = new VolumeSpec(
                0, 1, STANDARD.volume().weekdays(), 0, 0, STANDARD.volume().hours());
        Days days = new Days(with(calm, STANDARD.scam()), 8_000_000);
        double monday = days.listings(5); // 6 January 2025
        double sunday = days.listings(4);
        assertThat(sunday / monday).isCloseTo(0.80 / 1.10, within(0.01));
    }

    @Test
    void hoursShareADaysListingsByTheirWeights() {
        Days days = new Days(STANDARD, 1);
        double all = STANDARD.volume().hours().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        int places = 100_000;
        long evening = IntStream.range(0, places)
                .filter(i -> days.second((i + 0.5) / places) / 3600 == 20)
                .count();
        assertThat((double) evening / places)
                .isCloseTo(STANDARD.volume().hours().get(20) / all, within(1e-4));
        assertThat(days.second(0)).isZero();
        assertThat(days.second(Math.nextDown(1.0))).isEqualTo(86_399);
    }
}
