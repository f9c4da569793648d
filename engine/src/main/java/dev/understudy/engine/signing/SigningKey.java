package dev.understudy.engine.signing;

import dev.understudy.engine.common.DurableFolder;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;

/** A private key of the curve P-256 with its public key. Never printed, never part of a message. */
public final class SigningKey {
    private static final byte[] PROBE =
            "which public key belongs to this private one?".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey key;
    private final VerificationKey verification;
    private final SecureRandom random;

    private SigningKey(PrivateKey key, VerificationKey verification, SecureRandom random) {
        this.key = key;
        this.verification = verification;
        this.random = random;
    }

    /**
     * The files of a new pair of keys.
     *
     * @param signing the private key, for those who train
     * @param verifying the public key, for everybody
     */
    public record KeyFiles(Path signing, Path verifying) {}

    /**
     * Makes a pair of keys: {@code NAME.key}, which its owner alone may read, and {@code NAME.pub}.
     *
     * @throws UnderstudyException USAGE if one of the files is there; FILE_UNAVAILABLE
     */
    public static KeyFiles create(Path folder, String name, SecureRandom random) {
        KeyPair pair = pair(random);
        String verifying = Pem.write(Pem.PUBLIC_KEY, pair.getPublic().getEncoded());
        Path privateFile = folder.resolve(name + ".key");
        Path publicFile = folder.resolve(name + ".pub");
        if (Files.exists(publicFile)) {
            throw isThere(publicFile);
        }
        try {
            Files.createDirectories(folder);
            // the public key stands behind the private one: Java does not derive it
            write(privateFile, Pem.write(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded()) + verifying, "rw-------");
            write(publicFile, verifying, "rw-r--r--");
            DurableFolder.force(folder);
        } catch (FileAlreadyExistsException e) {
            throw isThere(Path.of(e.getFile()));
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.FILE_UNAVAILABLE, "cannot write the keys into " + folder + ": " + e.getMessage(), e);
        }
        return new KeyFiles(privateFile, publicFile);
    }

    private static UnderstudyException isThere(Path file) {
        return new UnderstudyException(
                ErrorCode.USAGE, file + " is there already; keys are never overwritten: name another");
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has the curve P-256", e);
        }
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    /**
     * Reads a key.
     *
     * @param file with a private key in PEM (PKCS #8, not encrypted), and behind it its public key
     * @throws UnderstudyException WORKSPACE_INVALID if it has none, or they do not belong together
     */
    public static SigningKey read(Path file, SecureRandom random) {
        List<byte[]> privates;
        List<byte[]> publics;
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            privates = Pem.read(Pem.PRIVATE_KEY, text);
            publics = Pem.read(Pem.PUBLIC_KEY, text);
        } catch (IOException | IllegalArgumentException e) {
            throw invalid(
                    "cannot read the signing key " + file + ": " + e.getClass().getSimpleName());
        }
        if (privates.size() != 1) {
            throw invalid(
                    file + " has no private key in PEM (-----BEGIN PRIVATE KEY-----, not encrypted); make one with:"
                            + " understudy keys create");
        }
        if (publics.size() != 1) {
            throw invalid(file + " has no public key behind the private one; add it with: openssl pkey -in " + file
                    + " -pubout >> " + file);
        }
        VerificationKey verification = VerificationKey.read(publics.getFirst(), file.toString());
        PrivateKey key;
        try {
            key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privates.getFirst()));
        } catch (GeneralSecurityException e) { // without the cause: nothing of the key goes anywhere
            throw invalid(file + " has a private key that is none of the curve P-256");
        }
        SigningKey signing = new SigningKey(key, verification, random);
        if (!verification.hasSigned(PROBE, signing.sign(PROBE))) {
            throw invalid("the private and the public key in " + file + " do not belong together");
        }
        return signing;
    }

    private static UnderstudyException invalid(String message) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, message);
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(VerificationKey.ALGORITHM);
            signature.initSign(key, random);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new UnderstudyException(ErrorCode.WORKSPACE_INVALID, "the signing key does not sign", e);
        }
    }

    VerificationKey verification() {
        return verification;
    }

    /** Trust in nobody but the holder of this key. */
    public TrustedKeys trusted() {
        return new TrustedKeys(List.of(verification));
    }
}
