package dev.understudy.engine.signing;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The public keys whose holders may sign models. */
public final class TrustedKeys {
    private static final long LONGEST = 1_000_000;

    private final List<VerificationKey> keys;

    TrustedKeys(List<VerificationKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads keys.
     *
     * @param place a file with one or more public keys in PEM, or a folder of such files: all that end in {@code .pub} or
     *     {@code .pem}, and each has a key
     * @throws UnderstudyException WORKSPACE_INVALID if there is no key, or one that is none of the curve P-256
     */
    public static TrustedKeys read(Path place) {
        List<VerificationKey> keys = new ArrayList<>();
        try {
            for (Path file : files(place)) {
                keys.addAll(keys(file));
            }
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "cannot read the trusted keys in " + place + ": " + e.getMessage(), e);
        }
        if (keys.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "there is no public key (.pub or .pem) in the folder " + place);
        }
        return new TrustedKeys(keys);
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> found = Files.list(place)) {
            return found.filter(file ->
                            file.toString().endsWith(".pub") || file.toString().endsWith(".pem"))
                    .sorted()
                    .toList();
        }
    }

    private static List<VerificationKey> keys(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is too large for a file of keys");
        }
        List<byte[]> blocks;
        try {
            blocks = Pem.read(Pem.PUBLIC_KEY, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " has a block that is no Base64", e);
        }
        if (blocks.isEmpty()) {
            throw new IOException(file + " has no public key in PEM (-----BEGIN PUBLIC KEY-----)");
        }
        return blocks.stream()
                .map(block -> VerificationKey.read(block, file.toString()))
                .toList();
    }

    /** The key that a bundle names. */
    Optional<VerificationKey> named(String hint) {
        return keys.stream().filter(key -> key.hint().equals(hint)).findFirst();
    }
}
