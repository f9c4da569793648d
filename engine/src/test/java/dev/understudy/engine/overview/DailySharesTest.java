package dev.understudy.engine.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls for a look. */
final class DailySharesTest {
    @ParameterizedTest
    @CsvSource({"0.07,false", "0.10,false", "0.12,true", "0.005,true", "0.03,false"})
    void aDayIsFarOffIfItIsFurtherOutsideThanTheUsualIsWide(double last, boolean isFarOff) {
        List<DailyShares.Day> days = new ArrayList<>();
        for (double value : new double[] {0.04, 0.05, 0.06, 0.05, 0.06, 0.07, last}) {
            days.add(new DailyShares.Day(LocalDate.parse("2026-02-01").plusDays(days.size()), 100, value));
        }

        assertThat(new DailyShares(Optional.empty(), Optional.of("yes"), days).isFarOff())
                .isEqualTo(isFarOff);
    }
}
