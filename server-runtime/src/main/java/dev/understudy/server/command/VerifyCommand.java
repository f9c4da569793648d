package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.workspace.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Checks a model artifact. */
@Command(
        name = "verify",
        description = "Check a model artifact in full: digests, structure, golden predictions. Ends with exit code 3 if"
                + " it is not valid.")
final class VerifyCommand extends EngineCommand {
    @Parameters(paramLabel = "ARTIFACT", description = "the folder with manifest.json and model.safetensors")
    private Path folder = Path.of(".");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "the signer's public key (not available in this version)")
    private Optional<Path> key = Optional.empty();

    @Override
    public Integer call() {
        if (key.isPresent()) {
            throw new UnderstudyException(
                    ErrorCode.NOT_AVAILABLE, "--key: signatures are not available in this version");
        }
        ObjectNode document = Documents.object();
        try {
            ModelArtifact artifact = ModelArtifact.read(bytes(ModelArtifact.MANIFEST), bytes(ModelArtifact.TENSORS));
            document.put("digest", artifact.digest().text());
            document.put("signed", false);
            document.put("valid", true);
            print(document);
            return ExitCode.DONE;
        } catch (UnderstudyException e) {
            if (e.code() != ErrorCode.ARTIFACT_INVALID) {
                throw e;
            }
            tell(e.getMessage());
            document.putNull("digest");
            document.put("signed", false);
            document.put("valid", false);
            document.put("reason", e.getMessage());
            print(document);
            return ExitCode.BAD_INPUT;
        }
    }

    private byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID, "there is no readable " + name + " in " + folder, e);
        }
    }

    @Override
    int run(Engine engine) {
        throw new IllegalStateException("an artifact is checked without a workspace");
    }
}
