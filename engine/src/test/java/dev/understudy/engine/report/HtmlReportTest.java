package dev.understudy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.registry.StoredSimulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
    private static final Pattern EMBEDDED_JSON = Pattern.compile("<pre>.*</pre>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>.*</style>", Pattern.DOTALL);

    private static String page(StoredSimulation simulation) {
        return new String(HtmlReport.bytes(simulation), StandardCharsets.UTF_8);
    }

    /** What people read: neither the embedded document nor markup. */
    private static String text(StoredSimulation simulation) {
        String shown = STYLE.matcher(EMBEDDED_JSON.matcher(page(simulation)).replaceAll(""))
                .replaceAll("");
        return shown.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    /** Elements with their attributes, but without the attributes' values. */
    private static List<String> tags(String page) {
        return Pattern.compile("<[a-zA-Z/](\"[^\"]*\"|[^>\"])*>")
                .matcher(STYLE.matcher(page).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .map(tag -> tag.replaceAll("\"[^\"]*\"", ""))
                .toList();
    }

    static Stream<Map.Entry<String, StoredSimulation>> examples() {
        return ExamplePages.all().entrySet().stream();
    }

    /** The pages are left in {@code target/report-pages} for people to look at. */
    @ParameterizedTest
    @MethodSource("examples")
    void standsAlone(Map.Entry<String, StoredSimulation> example) throws IOException {
        byte[] bytes = HtmlReport.bytes(example.getValue());
        Path folder = Files.createDirectories(Path.of("target", "report-pages"));
        Files.write(folder.resolve(example.getKey() + ".html"), bytes);

        assertThat(bytes.length).isLessThan(2_000_000);
        String page = new String(bytes, StandardCharsets.UTF_8);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"")
                .doesNotContainPattern("(?i)<(script|link|img|iframe|object|base)\\b");
        assertThat(tags(page))
                .hasSizeGreaterThan(100)
                .noneMatch(tag -> Pattern.compile("\\s(on\\w+|src|href|style)\\s*=")
                        .matcher(tag)
                        .find());
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showsNothingThatIsNoNumber(Map.Entry<String, StoredSimulation> example) {
        assertThat(text(example.getValue()))
                .doesNotContain("NaN")
                .doesNotContain("null")
                .doesNotContain("Infinity")
                .doesNotContain("Optional")
                .doesNotContain("−0.0000 ");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSameSimulationGivesTheSameBytes(Map.Entry<String, StoredSimulation> example) {
        assertThat(HtmlReport.bytes(example.getValue()))
                .isEqualTo(HtmlReport.bytes(ExamplePages.all().get(example.getKey())));
    }

    @Test
    void namesFromDataStayText() {
        String page = page(ExamplePages.hostile());

        assertThat(tags(page)).noneMatch(tag -> tag.contains("script") || tag.contains("onerror"));
        assertThat(page).contains("&lt;script");
        assertThat(page.codePoints().filter(point -> Character.getType(point) == Character.FORMAT))
                .isEmpty();
        assertThat(page.codePoints().filter(point -> point < ' ' && point != '\n'))
                .isEmpty();
        assertThat(page).contains("\\u202e");
    }

    @Test
    void attributesCannotBeLeft() {
        String page = page(ExamplePages.hostile());

        assertThat(Pattern.compile("aria-label=\"[^\"]*\"(?=[ >])")
                        .matcher(page)
                        .results()
                        .count())
                .isEqualTo(page.split("<svg [^>]*aria-label=", -1).length - 1);
    }

    @Test
    void beginsWithVerdictReasonAndAdvice() {
        String text = text(ReportWorld.binary().simulation());

        assertThat(text)
                .contains("Approved: v3 is better than v1 and not worse where it counts")
                .contains("understudy release --task hotel-cancellation --version v3 --environment staging"
                        + " --simulation s-0042")
                .contains("9 Nov 2026, 00:00 UTC – 23 Nov 2026, 00:00 UTC")
                .contains("understudy simulate --task hotel-cancellation --candidate v3 --live v1 --from"
                        + " 2026-11-09T00:00:00Z --to 2026-11-23T00:00:00Z --known-at 2026-11-23T00:00:00Z");
    }

    @Test
    void saysWhatWeakensTheVerdict() {
        assertThat(text(ReportWorld.binary().externalLive("x-old").simulation()))
                .contains("Parity is waived: x-old lives elsewhere");
        assertThat(text(ReportWorld.binary().looks(3, 4).simulation()))
                .contains("This is look 3 at v3")
                .contains("4 candidates were tried on this window");
        assertThat(text(ReportWorld.binary().withoutLive().simulation()))
                .contains("There is no live model")
                .contains("--live none");
        assertThat(text(ReportWorld.binary().parity(6000, 5990).simulation()))
                .contains("Inconclusive: The evidence does not carry a verdict")
                .contains("v1 does not reproduce 10 of its 6,000 logged scores");
    }

    @Test
    void saysWhereAnotherVersionsGateSaidOtherwise() {
        assertThat(text(ReportWorld.binary().keptAs("rejected").simulation()))
                .contains("the gate of that version said “rejected”");
        assertThat(text(ReportWorld.binary().simulation())).doesNotContain("the gate of that version");
    }

    @Test
    void anEmptyChartIsASentence() {
        assertThat(text(ReportWorld.binary().oneClass().simulation()))
                .contains("No ROC curve can be drawn")
                .contains("cannot be compared: there are fewer than two events of one class");
        assertThat(text(ReportWorld.binary().withoutShares().simulation())).contains("No days can be drawn");
    }

    @Test
    void marksWhereTheModelsDiffer() {
        assertThat(text(ReportWorld.binary().simulation()))
                .contains("algorithm logistic-regression random-forest ≠ differs")
                .contains("maxDepth 20 20 ");
    }

    @Test
    void regressionShowsErrors() {
        assertThat(text(ReportWorld.regression().simulation()))
                .contains("Half of the predictions of v3 are within")
                .doesNotContain("labelled");
    }

    @Test
    void whatMovesBothModelsScoresStandsInTheAuditPart() {
        StoredSimulation simulation = ReportWorld.binary()
                .importance(Map.of("price", 0.3, "city", 0.1), Map.of("price", 0.2, "age", 0.6))
                .simulation();

        String audit = page(simulation);
        audit = audit.substring(audit.indexOf("For the audit"));

        assertThat(audit)
                .contains("“age” moves the scores of v3 most: 75.0\u00a0% of all movement")
                .contains("<td>price</td><td>75.0 %</td><td>25.0 %</td>")
                .contains("<td>city</td><td>25.0 %</td><td>–</td>")
                .contains("of 500 training events of each model");
    }

    @Test
    void aModelThatDoesNotSayWhatMovesItIsNotDrawn() {
        StoredSimulation simulation = ReportWorld.binary()
                .importance(Map.of(), Map.of("price", 0.2, "age", 0.6))
                .simulation();

        ChartCard card = ComparisonReport.of(simulation).audit().importance().orElseThrow();

        assertThat(card.chart()).isEmpty();
        assertThat(card.caption()).contains("of the one model that says so");
        assertThat(ComparisonReport.of(ReportWorld.binary().simulation())
                        .audit()
                        .importance())
                .isEmpty();
    }
}
