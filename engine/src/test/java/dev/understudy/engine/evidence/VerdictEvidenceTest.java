package dev.understudy.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The error rates of verdicts in simulated worlds. In the build it runs a short form; {@code docs/statistics.md} has the
 * command of the study, with 4,000 worlds a setting and true differences from ten million events.
 */
class VerdictEvidenceTest {
    private static final int WORLDS = Integer.getInteger("understudy.worlds", 100);
    private static final int POPULATION = Integer.getInteger("understudy.population", 400_000);
    private static final String FOLDER = System.getProperty("understudy.evidence", "");
    private static final boolean IS_WHOLE = WORLDS >= 1_000;

    private final Study binary = new Study(TaskKind.BINARY, WORLDS, POPULATION);

    private static void report(String name, List<Rate> rates) throws IOException {
        if (!FOLDER.isEmpty()) {
            Path folder = Files.createDirectories(Path.of(FOLDER));
            Files.writeString(
                    folder.resolve(name + ".md"),
                    Rate.heading()
                            + Study.worstOfEach(rates).stream().map(Rate::row).collect(Collectors.joining()));
            Files.writeString(
                    folder.resolve(name + "-all.md"),
                    Rate.heading() + rates.stream().map(Rate::row).collect(Collectors.joining()));
        }
        assertThat(rates)
                .allSatisfy(rate -> assertThat(rate.holds()).as(rate.row()).isTrue());
    }

    private static List<Rate> each(List<Setting> settings, Function<Setting, List<Rate>> study) {
        List<Rate> rates = new ArrayList<>();
        settings.forEach(setting -> rates.addAll(study.apply(setting)));
        return rates;
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (int days : IS_WHOLE ? new int[] {14, 28, 90} : new int[] {28}) {
            settings.add(Setting.independent(days));
            settings.add(Setting.sellersAndDays(days));
            settings.add(Setting.serial(days, 0.3));
            settings.add(Setting.serial(days, 0.6));
            settings.add(Setting.zipf(days));
        }
        return settings;
    }

    @Test
    void intervalsCoverAndCandidatesAtTheMarginAreNotReleased() throws IOException {
        report("binary", each(settings(), binary::errors));
    }

    @Test
    void fewSellersOrFewDays() throws IOException {
        report(
                "few",
                each(
                        IS_WHOLE
                                ? List.of(
                                        Setting.few("7 days", 7, 150, 0),
                                        Setting.few("6 sellers", 28, 6, 0),
                                        Setting.few("6 Zipf sellers", 28, 6, 1),
                                        Setting.few("20 Zipf sellers", 28, 20, 1))
                                : List.of(Setting.few("6 Zipf sellers", 28, 6, 1)),
                        binary::errors));
    }

    @Test
    void severalClassesAndNumbers() throws IOException {
        List<Rate> rates = new ArrayList<>();
        for (TaskKind kind : List.of(TaskKind.MULTICLASS, TaskKind.REGRESSION)) {
            Study study = new Study(kind, WORLDS, POPULATION);
            for (Setting setting : List.of(Setting.independent(28), Setting.sellersAndDays(28))) {
                rates.addAll(study.errors(setting));
            }
        }
        report("other-kinds", rates);
    }

    @Test
    void lookingAgainAndTryingManyDoesNotHelp() throws IOException {
        List<Rate> rates = new ArrayList<>(binary.looks(Setting.sellersAndDays(70)));
        rates.addAll(binary.candidates(Setting.sellersAndDays(28)));
        if (IS_WHOLE) {
            rates.addAll(binary.looks(Setting.independent(70)));
            rates.addAll(binary.looks(Setting.serial(70, 0.3)));
            rates.addAll(binary.candidates(Setting.independent(28)));
        }
        report("looks", rates);
    }

    @Test
    void whatThePowerPromisesIsApproved() throws IOException {
        report(
                "power",
                each(
                        IS_WHOLE
                                ? List.of(
                                        Setting.independent(28),
                                        Setting.sellersAndDays(28),
                                        Setting.serial(28, 0.3),
                                        Setting.sellersAndDays(90))
                                : List.of(Setting.sellersAndDays(28)),
                        binary::power));
    }
}
