package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.signing.SigningKey;
import dev.understudy.engine.workspace.Engine;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a pair of keys. The private one is never printed. */
@Command(
        name = "create",
        description = "Make a pair of keys (ECDSA, P-256): NAME.key, which signs and stays with those who train, and"
                + " NAME.pub, which everybody may have.")
final class KeysCreateCommand extends EngineCommand {
    @Parameters(paramLabel = "NAME", description = "what the files are called, [a-z][a-z0-9-]{0,62}")
    private String name = "";

    @Option(names = "--directory", paramLabel = "DIR", description = "where they go (default: here)")
    private Path directory = Path.of("");

    @Override
    public Integer call() {
        if (!name.matches("[a-z][a-z0-9-]{0,62}")) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "a key's name has a to z, 0 to 9 and -, begins with a letter, and has at most 63");
        }
        SigningKey.KeyFiles files = SigningKey.create(directory.toAbsolutePath().normalize(), name, new SecureRandom());
        print(
                Documents.object()
                        .put("key", files.signing().toString())
                        .put("publicKey", files.verifying().toString()),
                "private key  " + files.signing() + "\npublic key   " + files.verifying()
                        + "\n\nThe private key signs: UNDERSTUDY_SIGNING_KEY_FILE or signing.keyFile names it where models are"
                        + " trained.\nThe public key is trusted: UNDERSTUDY_SIGNING_TRUSTED_KEYS or signing.trustedKeys names it,"
                        + " or a folder of such keys, where models are served.");
        return ExitCode.DONE;
    }

    @Override
    int run(Engine engine) {
        throw new IllegalStateException("keys need no workspace");
    }
}
