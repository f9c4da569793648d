package dev.understudy.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listings show each effect that the specification says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorldTest {
    private static final long SEED = 5;
    private static final int MANY = 60_000;

    private final WorldSpec spec = WorldSpec.standard(SEED);
    private List<Listing> listings = List.of();

    @BeforeAll
    void make() {
        listings = Listings.of(spec, MANY);
    }

    @Test
    void theSameSeedAndNumberGiveTheSameListings() {
        assertThat(Listings.of(spec, 500)).isEqualTo(Listings.of(spec, 500));
        assertThat(Listings.of(WorldSpec.standard(SEED + 1), 500)).isNotEqualTo(Listings.of(spec, 500));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 149, 3001})
    void anyNumberIsGivenExactlyInOrderAndWithinTheDays(long number) {
        List<Listing> some = Listings.of(spec, number);
        assertThat(some).hasSize((int) number);
        assertThat(some).isSortedAccordingTo(Comparator.comparingLong(Listing::postedSecond));
        assertThat(some.stream().map(Listing::id).distinct()).hasSize((int) number);
        assertThat(some.getFirst().postedAt()).isAfterOrEqualTo(spec.begin());
        assertThat(some.getLast().postedAt()).isBefore(spec.end());
    }

    @Test
    void scamsHappenAsOftenAsTheTruthSays() {
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            double to = from + 0.1;
            List<Listing> alike = listings.stream()
                    .filter(l -> l.probability() >= from && l.probability() < to)
                    .toList();
            double expected = alike.stream().mapToDouble(Listing::probability).sum();
            double variance = alike.stream()
                    .mapToDouble(l -> l.probability() * (1 - l.probability()))
                    .sum();
            long scams = alike.stream().filter(Listing::scam).count();
            assertThat((double) scams).isCloseTo(expected, within(4 * Math.sqrt(variance)));
        }
    }

    @Test
    void whatTheTruthNamesGivesScamsAway() {
        assertThat(scamRate(Listing::depositFirst)).isGreaterThan(2 * scamRate(l -> !l.depositFirst()));
        assertThat(scamRate(l -> l.contact().equals("messenger")))
                .isGreaterThan(2 * scamRate(l -> l.contact().equals("platform")));
        assertThat(scamRate(l -> l.accountDays() >= 0 && l.accountDays() < 10))
                .isGreaterThan(2 * scamRate(l -> l.accountDays() > 500));
        assertThat(scamRate(l -> l.text().contains("courier") || l.text().contains("koerier")))
                .isGreaterThan(1.5 * scamRate(l -> true));
        assertThat(scamRate(Listing::agency)).isLessThan(0.5 * scamRate(l -> true));
    }

    /** Before the wave, when nothing but the ordinary effects is at work. */
    private double scamRate(Predicate<Listing> which) {
        return mean(
                listings.stream().filter(this::isBeforeTheWave).filter(which).toList(), l -> l.scam() ? 1 : 0);
    }

    private boolean isBeforeTheWave(Listing listing) {
        return listing.postedAt().isBefore(spec.waveBegin());
    }

    private static double mean(List<Listing> some, ToDoubleFunction<Listing> value) {
        return some.stream().mapToDouble(value).average().orElseThrow();
    }

    @Test
    void theSchemeOfTheWaveMeansNothingBeforeItAndScamsAfterwards() {
        Predicate<Listing> scheme = l -> l.photosReused()
                && l.accountDays() >= spec.wave().accountDays()
                && (l.contact().equals("e-mail") || l.contact().equals("external-link"));
        assertThat(scamRate(scheme)).isLessThan(scamRate(l -> true));
        List<Listing> late = listings.stream()
                .filter(l -> !l.postedAt().isBefore(spec.dayOf(spec.wave().beginDay() + 5)))
                .toList();
        assertThat(mean(late.stream().filter(scheme).toList(), l -> l.scam() ? 1 : 0))
                .isGreaterThan(0.8);
        assertThat(mean(late, l -> l.campaign() ? 1 : 0)).isCloseTo(spec.wave().share(), within(0.01));
        assertThat(listings.stream().filter(this::isBeforeTheWave).noneMatch(Listing::campaign))
                .isTrue();
    }

    @Test
    void someSellersListFarMoreThanMost() {
        Map<String, Long> counts =
                listings.stream().collect(Collectors.groupingBy(Listing::seller, Collectors.counting()));
        List<Long> sorted =
                counts.values().stream().sorted(Comparator.reverseOrder()).toList();
        long ofTheBusiest = sorted.stream()
                .limit(sorted.size() / 100)
                .mapToLong(Long::longValue)
                .sum();
        assertThat(ofTheBusiest).isGreaterThan(MANY / 8);
        assertThat(sorted.get(sorted.size() / 2)).isLessThanOrEqualTo(2);
    }

    @Test
    void listingsOfOneSellerTurnOutAlike() {
        // how pairs of one seller's listings vary together; the busiest sellers' pairs would drown all others
        List<Listing> some = Listings.of(spec.withWave(WaveSpec.NONE), MANY);
        double rate = mean(some, l -> l.scam() ? 1 : 0);
        Map<String, double[]> sums = new HashMap<>();
        for (Listing l : some) {
            double left = (l.scam() ? 1 : 0) - rate;
            double[] sum = sums.computeIfAbsent(l.seller(), seller -> new double[3]);
            sum[0] += left;
            sum[1] += left * left;
            sum[2]++;
        }
        double products = sums.values().stream()
                .filter(sum -> sum[2] < 50)
                .mapToDouble(sum -> sum[0] * sum[0] - sum[1])
                .sum();
        double pairs = sums.values().stream()
                .filter(sum -> sum[2] < 50)
                .mapToDouble(sum -> sum[2] * (sum[2] - 1))
                .sum();
        assertThat(products / pairs / (rate * (1 - rate))).isGreaterThan(0.02);
    }

    @Test
    void outcomesAreKnownBeforeTheMaturityAndScamsSooner() {
        long maturity = spec.outcomes().maturityDays() * 86_400L;
        assertThat(listings).allMatch(l -> l.knownSecond() > l.postedSecond());
        assertThat(listings).allMatch(l -> l.knownSecond() < l.postedSecond() + maturity);
        ToDoubleFunction<Listing> delay = l -> (l.knownSecond() - l.postedSecond()) / 86_400.0;
        assertThat(mean(listings.stream().filter(Listing::scam).toList(), delay))
                .isCloseTo(2, within(0.15));
        assertThat(mean(listings.stream().filter(l -> !l.scam()).toList(), delay))
                .isCloseTo(7.5, within(0.1));
    }

    @Test
    void valuesAreMissingAsOftenAsTheGapsSay() {
        GapSpec gaps = spec.gaps();
        assertThat(mean(listings, l -> l.price() < 0 ? 1 : 0)).isCloseTo(gaps.price(), within(0.003));
        assertThat(mean(listings, l -> l.furnished() == null ? 1 : 0)).isCloseTo(gaps.furnished(), within(0.005));
        assertThat(mean(listings, l -> l.district() == null ? 1 : 0)).isCloseTo(gaps.district(), within(0.005));
        assertThat(listings).allMatch(l -> (l.price() < 0) == (l.squareMetreCents() < 0));
    }

    @Test
    void aCancelledRunStops() {
        AtomicInteger asked = new AtomicInteger();
        Progress impatient = new Progress() {
            @Override
            public void listings(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() > 2;
            }
        };
        AtomicInteger seen = new AtomicInteger();
        assertThatThrownBy(() -> new World(spec).listings(MANY, l -> seen.incrementAndGet(), impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(seen.get()).isBetween(1, MANY / 2);
    }

    @Test
    void aParameterOutOfItsBoundsIsRefusedByName() {
        assertThatThrownBy(() -> new GapSpec(0, 0, 0, 0, 0, 0, 1.5))
                .hasMessageContaining("gaps")
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> new World(spec).listings(0, l -> {}, Progress.UNWATCHED))
                .hasMessageContaining("1 listing or more");
    }
}
