package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.pipeline.Demonstrated;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.SampleWorkspace;
import dev.understudy.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes through the whole loop on the sample world. */
@Command(
        name = "demo",
        description = "Go through the whole loop on the sample world: traffic, a live model, outcomes, retraining,"
                + " simulation, verdict, report, publishing. Once it is complete it says what is there.")
final class DemoCommand extends EngineCommand {
    @Parameters(
            paramLabel = "DIRECTORY",
            arity = "0..1",
            description =
                    "an empty or a new directory, or one where a demo was; default: understudy-sample in your home"
                            + " (--workspace DIR means the same)")
    private Optional<Path> target = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    Workspace workspace() {
        return SampleWorkspace.prepare(place(), flags(), around().environment());
    }

    private Path place() {
        boolean asWorkspace = spec.commandLine().getParseResult().hasMatchedOption("--workspace");
        if (target.isPresent() && asWorkspace) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "DIRECTORY and --workspace mean the same here; expected one of them");
        }
        return asWorkspace ? directory() : target.orElseGet(() -> SampleWorkspace.directory(around().environment()));
    }

    @Override
    int run(Engine engine) {
        Demonstrated done = engine.demonstration().run(progress());
        Path directory = engine.workspace().directory();
        print(DemoText.document(done, directory), DemoText.of(done, directory));
        return ExitCode.DONE;
    }
}
