package dev.understudy.server.command;

import dev.understudy.engine.backtest.BacktestRequest;
import dev.understudy.engine.backtest.BacktestResult;
import dev.understudy.engine.report.BacktestFiles;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.SettingKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a release policy would have done over history. */
@Command(
        name = "backtest",
        description = "Go through history as the scheduled retraining would have, each step as known then: train,"
                + " simulate, judge, release or keep. Compared with never retraining, with releasing the same candidates"
                + " without a gate, and with training at the last moment.")
final class BacktestCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            required = true,
            description = "from one retraining to the next, an ISO-8601 duration such as P14D")
    private Duration every = Duration.ZERO;

    @Mixin
    private WindowOptions span = new WindowOptions();

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "what each retraining replays; default: simulation.window of the task file")
    private Optional<Duration> window = Optional.empty();

    @Option(
            names = "--known-at",
            paramLabel = "INSTANT",
            description = "compare policies on the outcomes that were known then; default: now. Decisions know what was"
                    + " known at their own moment")
    private Optional<Instant> knownAt = Optional.empty();

    @Option(
            names = "--directory",
            paramLabel = "D",
            description = "where to write backtest.html and backtest.json; default: reports/RUN in the workspace")
    private Optional<Path> target = Optional.empty();

    @Option(
            names = "--keep-models",
            description = "leave the trained models in data/backtest, for a further backtest of the same history with"
                    + " another gate or window; without it they stay only if the backtest does not come to its end")
    private boolean keepModels;

    @Override
    int run(Engine engine) {
        TaskDefinition definition = task(engine, task);
        BacktestResult result = engine.backtest()
                .run(
                        definition,
                        new BacktestRequest(
                                every,
                                span.window(),
                                window.orElse(definition.simulation().window()),
                                knownAt.orElseGet(() -> engine.clock().instant().truncatedTo(ChronoUnit.MICROS))),
                        keepModels,
                        progress());
        Path directory = target.orElseGet(
                () -> engine.workspace().path(SettingKey.REPORTS_DIRECTORY).resolve(result.run()));
        print(BacktestDocument.of(result, BacktestFiles.write(result, directory)), BacktestText.of(result, directory));
        return ExitCode.DONE;
    }
}
