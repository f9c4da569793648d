package dev.understudy.engine.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.report.chart.Curve.Point;
import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import java.io.StringReader;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgTest {
    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static LineChart lines(String name, Curve curve) {
        return new LineChart(
                "A \"finding\" <b>",
                new Range(0, 1),
                "x",
                TickFormat.PERCENT,
                List.of(new Panel(
                        "y",
                        new Range(0, 1),
                        TickFormat.PLAIN,
                        100,
                        List.of(new Series(name, SeriesStyle.CANDIDATE, curve)))),
                NamePlace.END,
                List.of());
    }

    @Test
    void standsAloneAsXml() throws Exception {
        Document document =
                parse(Svg.of(lines("</svg><script>", new Curve(List.of(new Point(0, 0), new Point(1, 1))))));

        assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("A \"finding\" <b>");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void hiddenCharactersAreShown() {
        String svg = Svg.of(new PairedBars("f", "v1", "v2", List.of(new PairedBars.Row("\u202ea\u0000", 0.1, 0.2))));

        assertThat(svg).contains("\\u202ea\\u0000").doesNotContain("\u202e").doesNotContain("\u0000");
    }

    @Test
    void nothingIsDrawnBeyondTheReach() throws Exception {
        String svg = Svg.of(new ForestPlot(
                "f",
                "x",
                TickFormat.SIGNED,
                OptionalDouble.of(-1),
                ForestPlot.Worse.LEFT,
                6,
                List.of(new ForestPlot.Row("wide", "3", -1e300, 0, 1e300))));

        assertThat(svg).doesNotContain("000000").doesNotContain("Infinity");
        assertThat(parse(svg).getElementsByTagName("path").getLength())
                .as("two arrows and a marker")
                .isEqualTo(3);
    }

    @Test
    void longCurvesAreThinnedAndKeepTheirPeaks() {
        Curve curve = new Curve(IntStream.range(0, 50_000)
                .mapToObj(i -> new Point(i / 50_000.0, i == 31_234 ? 1 : 0.5))
                .toList());

        Curve thinned = curve.thinned();

        assertThat(thinned.points()).hasSizeLessThanOrEqualTo(1_200).contains(new Point(31_234 / 50_000.0, 1));
        assertThat(Svg.of(lines("v", curve)).length()).isLessThan(40_000);
    }

    @Test
    void curvesAreReadBetweenTheirPoints() {
        Curve curve = new Curve(List.of(new Point(0, 0), new Point(0, 0.4), new Point(1, 1)));

        assertThat(curve.at(0)).isEqualTo(0.4);
        assertThat(curve.at(0.5)).isCloseTo(0.7, within(1e-12));
        assertThat(curve.at(-1)).isZero();
        assertThat(curve.at(2)).isEqualTo(1);
    }

    @Test
    void ticksAreRound() {
        assertThat(Ticks.between(0, 1, 5).values()).hasSize(6).contains(0.0, 1.0);
        assertThat(Ticks.between(-0.013, 0.027, 4).values()).containsExactly(-0.01, 0.0, 0.01, 0.02);
        assertThat(Ticks.between(-0.013, 0.027, 4).digits()).isEqualTo(2);
        assertThat(Ticks.between(0, 12_345, 4).values()).containsExactly(0.0, 5000.0, 10_000.0);
    }
}
