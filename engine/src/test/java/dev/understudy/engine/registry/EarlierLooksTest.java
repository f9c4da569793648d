package dev.understudy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.registry.EarlierLooks.Found;
import dev.understudy.engine.registry.EarlierLooks.Past;
import dev.understudy.engine.registry.StoredSimulation.Looks;
import dev.understudy.engine.simulation.SimulationReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EarlierLooksTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Looks FIRST = new Looks(1, 1, 1);

    private static Instant day(int day) {
        return START.plus(day, ChronoUnit.DAYS);
    }

    private static Look look(String candidate, int from, int to, int knownAt) {
        return new Look(new TaskName("made-up"), candidate, "live", new TimeWindow(day(from), day(to)), day(knownAt));
    }

    private static Found found(long events) {
        return new Found(events, new SimulationReport.Outcomes(events, 0), List.of());
    }

    private static Past failed(Look look, long events) {
        return new Past(look, found(events), false, FIRST);
    }

    private static Past approved(Look look, long events) {
        return new Past(look, found(events), true, FIRST);
    }

    private static Looks next(Look look, Past... past) {
        return new EarlierLooks(List.of(past)).of(look, Optional.of(found(1_000)));
    }

    @Test
    void nothingWasLookedAtBefore() {
        assertThat(next(look("a", 0, 10, 20))).isEqualTo(FIRST);
    }

    @Test
    void aLongerWindowIsAFurtherLookWhateverItsDays() {
        assertThat(next(look("a", 0, 14, 20), failed(look("a", 0, 7, 20), 1))).isEqualTo(new Looks(2, 1, 2));
        assertThat(next(look("a", 100, 114, 120), failed(look("a", 0, 7, 20), 1)))
                .isEqualTo(new Looks(2, 1, 2));
    }

    @Test
    void laterOutcomesAreAFurtherLook() {
        assertThat(next(look("a", 0, 14, 21), failed(look("a", 0, 14, 20), 1))).isEqualTo(new Looks(2, 1, 2));
    }

    @Test
    void theSameSimulationIsTheSameLook() {
        Past first = new Past(look("a", 0, 14, 20), found(500), false, new Looks(3, 2, 4));

        assertThat(next(look("a", 0, 14, 20), first, failed(look("a", 0, 20, 30), 1)))
                .isEqualTo(new Looks(3, 2, 4));
    }

    @Test
    void aLaterMomentAtWhichNothingMoreIsKnownIsTheSameLook() {
        Past first = failed(look("a", 0, 14, 20), 1_000);

        assertThat(next(look("a", 0, 14, 21), first)).isEqualTo(FIRST);
        assertThat(next(look("a", 0, 21, 30), first, failed(look("a", 0, 14, 21), 1_000)))
                .as("counted once by whoever follows")
                .isEqualTo(new Looks(2, 1, 2));
    }

    @Test
    void whatWasApprovedHandsItsShareOn() {
        assertThat(next(look("a", 0, 21, 30), approved(look("a", 0, 14, 20), 1)))
                .isEqualTo(new Looks(2, 1, 1));
    }

    @Test
    void whatFailedByOnePolicyIsATestThoughItPassedByAnother() {
        assertThat(next(look("a", 0, 21, 30), failed(look("a", 0, 14, 20), 1), approved(look("a", 0, 14, 20), 1)))
                .isEqualTo(new Looks(2, 1, 2));
    }

    @Test
    void everyLookAtAnotherCandidateOnTheWindowCounts() {
        assertThat(next(
                        look("a", 0, 14, 20),
                        failed(look("b", 0, 14, 20), 1),
                        failed(look("b", 0, 14, 22), 2),
                        approved(look("c", 0, 14, 20), 1)))
                .isEqualTo(new Looks(1, 3, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 14, true",
        "0, 7, true",
        "-10, 30, true",
        "1, 15, true",
        "6, 20, true",
        "7, 21, false",
        "14, 28, false",
        "-7, 7, false"
    })
    void windowsShareTheirEventsWhereMoreThanHalfOfTheShorterOneIsInBoth(int from, int to, boolean shared) {
        Look other = look("b", from + 50, to + 50, 90);

        assertThat(next(look("a", 50, 64, 90), failed(other, 1))).isEqualTo(shared ? new Looks(1, 2, 2) : FIRST);
    }

    @Test
    void whatEarlierVersionsKeptIsTakenForAsManyTestsAsItCanHaveBeen() {
        assertThat(new Looks(3, 2).test()).isEqualTo(4);
        assertThat(new Looks(1, 1).test()).isEqualTo(1);
    }
}
