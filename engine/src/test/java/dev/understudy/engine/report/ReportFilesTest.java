package dev.understudy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.registry.StoredSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir
    private Path folder;

    private static List<NamedCsvRecord> read(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }

    @Test
    void writesTheFormatsAskedForAndNothingElse() throws IOException {
        StoredSimulation simulation = ReportWorld.binary().simulation();
        Path directory = folder.resolve("reports").resolve("s-0042");

        List<Path> files = ReportFiles.write(
                simulation, directory, List.of(ReportFormat.JSON, ReportFormat.CSV, ReportFormat.HTML));

        assertThat(files)
                .containsExactly(
                        directory.resolve("report.json"),
                        directory.resolve("metrics.csv"),
                        directory.resolve("slices.csv"),
                        directory.resolve("report.html"));
        assertThat(Files.readAllBytes(files.get(0))).isEqualTo(SimulationDocument.bytes(simulation));
        assertThat(Files.readAllBytes(files.get(3))).isEqualTo(HtmlReport.bytes(simulation));
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).hasSize(4);
        }
    }

    @Test
    void replacesWhatIsThere() throws IOException {
        Files.writeString(folder.resolve("report.json"), "old");

        ReportFiles.write(ReportWorld.binary().simulation(), folder, List.of(ReportFormat.JSON));

        assertThat(folder.resolve("report.json")).content().startsWith("{").contains("s-0042");
    }

    @Test
    void tablesHaveTheFiguresInFull() throws IOException {
        StoredSimulation simulation = ReportWorld.binary().simulation();
        ReportFiles.write(simulation, folder, List.of(ReportFormat.CSV));

        List<NamedCsvRecord> metrics = read(folder.resolve("metrics.csv"));
        assertThat(metrics).hasSize(9);
        assertThat(metrics.get(0).getField("metric")).isEqualTo("auc");
        assertThat(Double.parseDouble(metrics.get(0).getField("difference")))
                .isEqualTo(simulation
                        .report()
                        .metrics()
                        .get(0)
                        .difference()
                        .orElseThrow()
                        .value());
        assertThat(metrics.get(8).getField("role")).isEmpty();
        assertThat(read(folder.resolve("slices.csv")).get(0).getField("slice")).isEqualTo("hotel=City Hotel");
    }

    @Test
    void cellsCannotBecomeFormulas() throws IOException {
        StoredSimulation simulation = ReportWorld.binary()
                .slices("=cmd|' /C calc'!A0", List.of("a"))
                .gain(-0.3)
                .simulation();
        ReportFiles.write(simulation, folder, List.of(ReportFormat.CSV));

        NamedCsvRecord slice = read(folder.resolve("slices.csv")).get(0);
        assertThat(slice.getField("slice")).startsWith("'=cmd");
        assertThat(slice.getField("difference")).as("a negative number").startsWith("-0.");
    }

    @Test
    void pdfIsRefusedBeforeAnythingIsWritten() throws IOException {
        assertThatThrownBy(() -> ReportFiles.write(
                        ReportWorld.binary().simulation(), folder, Arrays.asList(ReportFormat.HTML, ReportFormat.PDF)))
                .isInstanceOfSatisfying(
                        UnderstudyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_AVAILABLE))
                .hasMessageContaining("not available in this version");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void saysWhichDirectoryCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("occupied"), "a file");

        assertThatThrownBy(() -> ReportFiles.write(
                        ReportWorld.binary().simulation(), file.resolve("reports"), List.of(ReportFormat.HTML)))
                .isInstanceOfSatisfying(
                        UnderstudyException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.FILE_UNAVAILABLE))
                .hasMessageContaining("occupied");
    }

    @Test
    void formatsAreKnownByTheirNames() {
        assertThat(ReportFormat.ofKey("csv")).isEqualTo(ReportFormat.CSV);
        assertThatThrownBy(() -> ReportFormat.ofKey("docx"))
                .hasMessageContaining("\"docx\"")
                .hasMessageContaining("html, pdf, csv, json");
    }

    @Test
    void evidenceIsTheDocumentAndThePage() {
        StoredSimulation simulation = ReportWorld.multiclass().simulation();

        assertThat(SimulationEvidence.files(simulation)).containsOnlyKeys("simulation.json", "report.html");
        assertThat(SimulationEvidence.files(simulation).get("simulation.json"))
                .isEqualTo(SimulationDocument.bytes(simulation));
    }
}
