package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.signing.ModelSignature;
import dev.understudy.engine.signing.ModelTrust;
import dev.understudy.engine.signing.TrustedKeys;
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
        description =
                "Check a model artifact in full: signature (with --key), digests, structure, golden predictions. Ends"
                        + " with exit code 3 if it is not valid.")
final class VerifyCommand extends EngineCommand {
    @Parameters(paramLabel = "ARTIFACT", description = "the folder with manifest.json and model.safetensors")
    private Path folder = Path.of(".");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "public keys in PEM, a file or a folder; one of them must have signed the artifact")
    private Optional<Path> key = Optional.empty();

    @Override
    public Integer call() {
        ModelTrust trust =
                key.map(place -> ModelTrust.in(TrustedKeys.read(place))).orElse(ModelTrust.unsigned());
        boolean signed = Files.isRegularFile(folder.resolve(ModelSignature.FILE));
        ObjectNode document = Documents.object();
        try {
            byte[] manifest = bytes(ModelArtifact.MANIFEST);
            byte[] tensors = bytes(ModelArtifact.TENSORS);
            trust.check(() -> signed ? Optional.of(bytes(ModelSignature.FILE)) : Optional.empty(), manifest, tensors);
            ModelArtifact artifact = ModelArtifact.read(manifest, tensors);
            document.put("digest", artifact.digest().text());
            document.put("signed", signed);
            document.put("valid", true);
            if (signed && !trust.isWanted()) {
                tell("the artifact has a signature, which was not checked: name the signer's public key with --key");
            }
            print(document);
            return ExitCode.DONE;
        } catch (UnderstudyException e) {
            if (e.code() != ErrorCode.ARTIFACT_INVALID) {
                throw e;
            }
            tell(e.getMessage());
            document.putNull("digest");
            document.put("signed", signed);
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
