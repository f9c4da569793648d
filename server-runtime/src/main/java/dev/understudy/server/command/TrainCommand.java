package dev.understudy.server.command;

import dev.understudy.engine.pipeline.TrainedModel;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.workspace.Engine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a model version. */
@Command(
        name = "train",
        description = "Train a model version from what was known at a moment. The same training again gives the version"
                + " that is there already.")
final class TrainCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            required = true,
            description = "use only what was known then, and only outcomes that had matured by then")
    private Instant asOf = Instant.EPOCH;

    @Option(
            names = "--algorithm",
            paramLabel = "A",
            description = "another algorithm than the task file's, whose parameters are then dropped")
    private Optional<String> algorithm = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "K=V",
            description = "a path under training, such as seed=7 or parameters.trees=100; a bare name is a parameter")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    int run(Engine engine) {
        TrainedModel trained = engine.training()
                .train(task(engine, task), asOf, new TrainingOverrides(algorithm, settings), progress());
        if (trained.reused()) {
            tell("nothing to train: the same data and specification gave "
                    + trained.version().version() + " before");
        }
        VersionDetails details = VersionDetails.of(engine, trained.version());
        details.document().put("reused", trained.reused());
        print(details.json(), details.text());
        return ExitCode.DONE;
    }
}
