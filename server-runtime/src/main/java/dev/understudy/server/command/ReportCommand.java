package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.ReportFiles;
import dev.understudy.engine.report.ReportFormat;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.SettingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the report of a simulation. */
@Command(name = "report", description = "Write the comparison report of a simulation.")
final class ReportCommand extends EngineCommand {
    @Parameters(paramLabel = "SIMULATION", arity = "0..1", description = "the simulation, such as s-0007")
    private Optional<String> simulation = Optional.empty();

    @Option(
            names = "--directory",
            paramLabel = "D",
            description = "where to; default: reports/SIMULATION in the workspace")
    private Optional<Path> target = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "F",
            split = ",",
            defaultValue = "html",
            description = "html, csv, json, several with commas; default: html (pdf is not available in this version)")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--compare",
            paramLabel = "V",
            arity = "1..*",
            description = "versions to compare (not available in this version)")
    private List<String> compare = new ArrayList<>();

    @Override
    int run(Engine engine) {
        if (!compare.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.NOT_AVAILABLE, "--compare: a comparison of versions is not available in this version");
        }
        String id = simulation.orElseThrow(
                () -> new UnderstudyException(ErrorCode.USAGE, "which simulation? expected its id, such as s-0007"));
        StoredSimulation kept = Lookups.simulation(engine, id);
        Path directory = target.orElseGet(
                () -> engine.workspace().path(SettingKey.REPORTS_DIRECTORY).resolve(id));
        List<ReportFormat> wanted = formats.stream().map(ReportFormat::ofKey).toList();
        ObjectNode document = Documents.object();
        ArrayNode files = document.putArray("files");
        ReportFiles.write(kept, directory, wanted)
                .forEach(file -> files.add(file.toAbsolutePath().normalize().toString()));
        print(document);
        return ExitCode.DONE;
    }
}
