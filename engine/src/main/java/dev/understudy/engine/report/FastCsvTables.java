package dev.understudy.engine.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.MetricReading.Difference;
import dev.understudy.engine.simulation.SimulationReport.SliceReading;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The metrics as tables for spreadsheets. Numbers are written in full; what is not known is an empty cell. */
final class FastCsvTables {
    private static final List<String> METRIC = List.of(
            "metric",
            "role",
            "slice",
            "events",
            "live",
            "candidate",
            "difference",
            "lower",
            "upper",
            "confidence",
            "standardError",
            "pValue",
            "degreesOfFreedom",
            "margin",
            "conclusion",
            "undetermined");

    private FastCsvTables() {}

    static byte[] metrics(StoredSimulation simulation) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(METRIC);
        JudgedMetrics.of(simulation.report(), simulation.verdict())
                .lines()
                .forEach(line -> rows.add(row(line.reading(), line.judgement())));
        return csv(rows);
    }

    static byte[] slices(StoredSimulation simulation) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(METRIC);
        for (SliceReading slice : simulation.report().slices()) {
            slice.metrics().forEach(reading -> rows.add(row(reading, Optional.empty())));
        }
        return csv(rows);
    }

    private static List<String> row(MetricReading reading, Optional<MetricJudgement> judgement) {
        Optional<Difference> found = reading.difference();
        return List.of(
                text(Optional.of(reading.metric().key())),
                text(judgement.map(judged -> judged.metric().role().key())),
                text(reading.slice()),
                Long.toString(reading.events()),
                number(reading.live()),
                number(reading.candidate()),
                number(found, Difference::value),
                number(found, Difference::lower),
                number(found, Difference::upper),
                number(found, Difference::confidence),
                number(found, Difference::standardError),
                number(found, Difference::pValue),
                number(found, Difference::degreesOfFreedom),
                number(judgement.map(judged -> judged.metric().margin())),
                text(judgement.map(judged -> judged.conclusion().key())),
                text(reading.undetermined()));
    }

    private static String number(Optional<Difference> found, Function<Difference, Double> part) {
        return number(found.map(part));
    }

    private static String number(Optional<Double> value) {
        return value.filter(Double::isFinite).map(Object::toString).orElse("");
    }

    /** A spreadsheet would compute a text that begins like a formula, so that such a one gets an apostrophe before it. */
    private static String text(Optional<String> value) {
        return value.map(text -> !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text)
                .orElse("");
    }

    private static byte[] csv(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
