package dev.understudy.engine.signing;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.ModelArtifact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The signature of a model's files, as OpenSSF Model Signing 1.0 has it: a Sigstore bundle with a DSSE envelope around an
 * in-toto statement, which names each file with its SHA-256. ECDSA with P-256 and SHA-256.
 */
public final class ModelSignature {
    /** The signature's name beside the files. */
    public static final String FILE = "model.sig";
    /** What is larger, in bytes, is none. */
    public static final int LONGEST = 1_000_000;

    private ModelSignature() {}

    /**
     * Signs a model.
     *
     * @return the bundle; another one each time, since ECDSA draws a number
     */
    public static byte[] sign(SigningKey key, TaskName task, byte[] manifest, byte[] tensors) {
        byte[] statement = SignatureJson.write(task.text(), statement(manifest, tensors));
        return SignatureJson.write(
                new SignatureJson.Bundle(key.verification().hint(), statement, key.sign(encoded(statement))));
    }

    private static SignatureJson.Statement statement(byte[] manifest, byte[] tensors) {
        SortedMap<String, String> files = new TreeMap<>(Map.of(
                ModelArtifact.MANIFEST, hexadecimal(Digest.of(manifest)),
                ModelArtifact.TENSORS, hexadecimal(Digest.of(tensors))));
        // the hashes one behind the other, in the order of the names
        MessageDigest all = Digest.newSha256();
        files.values().forEach(digest -> all.update(HexFormat.of().parseHex(digest)));
        return new SignatureJson.Statement(files, hexadecimal(Digest.of(all)));
    }

    private static String hexadecimal(Digest digest) {
        return digest.text().substring("sha256:".length());
    }

    /** What is signed: DSSE's encoding of type and payload (PAE). */
    private static byte[] encoded(byte[] statement) {
        String type = SignatureJson.PAYLOAD;
        byte[] head = ("DSSEv1 " + type.length() + " " + type + " " + statement.length + " ")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + statement.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(statement, 0, all, head.length, statement.length);
        return all;
    }

    /**
     * Sees that somebody who is trusted has signed exactly these files. Nothing in them is parsed, and nothing in the
     * statement before its signature is verified.
     *
     * @param bundle the signature; absent: there is none
     * @throws UnderstudyException ARTIFACT_INVALID, saying what is wrong
     */
    public static void verify(TrustedKeys trusted, Optional<byte[]> bundle, byte[] manifest, byte[] tensors) {
        byte[] content = bundle.orElseThrow(() -> invalid("the model is not signed, and signatures are wanted here"));
        if (content.length > LONGEST) {
            throw invalid("the signature has more than " + LONGEST + " bytes");
        }
        SignatureJson.Bundle read = SignatureJson.bundle(content);
        VerificationKey key = trusted.named(read.hint())
                .orElseThrow(() -> invalid("the model is signed with a key that is not among the trusted ones"));
        if (!key.hasSigned(encoded(read.statement()), read.signature())) {
            throw invalid("the signature is not one of the key that it names");
        }
        SignatureJson.Statement signed = SignatureJson.statement(read.statement());
        SignatureJson.Statement found = statement(manifest, tensors);
        if (!signed.files().keySet().equals(found.files().keySet())) {
            throw invalid("the signature is of the files " + signed.files().keySet() + ", and not of "
                    + found.files().keySet());
        }
        found.files().forEach((file, digest) -> {
            if (!digest.equals(signed.files().get(file))) {
                throw invalid(file + " is not the file that was signed");
            }
        });
        if (!signed.root().equals(found.root())) {
            throw invalid("the signed hash of all files is not theirs");
        }
    }

    private static UnderstudyException invalid(String message) {
        return new UnderstudyException(ErrorCode.ARTIFACT_INVALID, message);
    }
}
