package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DelayCurveTest {
    private static final long DAY = 86_400_000_000L;

    @Test
    void withoutPendingEventsItIsTheShareThatIsCounted() {
        DelayCurve.Tally tally = new DelayCurve.Tally();
        for (int i = 0; i < 10; i++) {
            tally.matured(i < 4 ? 0 : i < 9 ? DAY + 1 : 5 * DAY, 30 * DAY);
        }

        assertThat(tally.curve().points()).extracting(DelayCurve.Point::days).containsExactly(0, 2, 5);
        assertThat(tally.curve().points())
                .extracting(DelayCurve.Point::share)
                .satisfiesExactly(
                        share -> assertThat(share).isCloseTo(0.4, within(1e-12)),
                        share -> assertThat(share).isCloseTo(0.9, within(1e-12)),
                        share -> assertThat(share).isEqualTo(1));
        assertThat(tally.curve().daysUntil(0.9)).hasValue(2);
    }

    @Test
    void whatIsPendingCountsOnlyAsLongAsItIsOld() {
        DelayCurve.Tally tally = new DelayCurve.Tally();
        tally.matured(DAY, 10 * DAY);
        tally.matured(3 * DAY, 10 * DAY);
        tally.pending(2 * DAY);
        tally.pending(9 * DAY);

        // by hand: one of four after a day, then one of the two that are left and old enough after three
        assertThat(tally.curve().points())
                .containsExactly(new DelayCurve.Point(1, 0.25, 4), new DelayCurve.Point(3, 0.625, 2));
        assertThat(tally.curve().daysUntil(0.9)).isEmpty();
    }

    @Test
    void delaysAreFoundThoughMostEventsAreTooYoungToShowThem() {
        SplittableRandom random = new SplittableRandom(8);
        DelayCurve.Tally tally = new DelayCurve.Tally();
        for (int i = 0; i < 40_000; i++) {
            long delay = (long) (-Math.log(random.nextDouble()) * 10 * DAY);
            long age = (long) (random.nextDouble() * 40 * DAY);
            if (delay <= age) {
                tally.matured(delay, age);
            } else {
                tally.pending(age);
            }
        }

        for (DelayCurve.Point point : tally.curve().points()) {
            if (point.atRisk() > 500) {
                assertThat(point.share()).isCloseTo(1 - Math.exp(-point.days() / 10.0), within(0.02));
            }
        }
        assertThat(tally.curve().daysUntil(0.9).orElseThrow()).isBetween(22, 25);
    }

    @Test
    void partsAreTheWhole() {
        DelayCurve.Tally whole = new DelayCurve.Tally();
        DelayCurve.Tally parts = new DelayCurve.Tally();
        SplittableRandom random = new SplittableRandom(8);
        for (int part = 0; part < 4; part++) {
            DelayCurve.Tally one = new DelayCurve.Tally();
            for (int i = 0; i < 50; i++) {
                long delay = random.nextLong(20 * DAY);
                whole.matured(delay, 20 * DAY);
                one.matured(delay, 20 * DAY);
                whole.pending(part * DAY);
                one.pending(part * DAY);
            }
            parts.add(one);
        }

        assertThat(parts.curve()).isEqualTo(whole.curve());
    }

    @Test
    void withoutOutcomesThereIsNoPoint() {
        DelayCurve.Tally tally = new DelayCurve.Tally();
        tally.pending(3 * DAY);

        assertThat(tally.curve().points()).isEmpty();
    }
}
