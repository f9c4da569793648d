package dev.understudy.engine.signing;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/** A public key of the curve P-256 that tells whether its holder has signed something. */
final class VerificationKey {
    static final String ALGORITHM = "SHA256withECDSA";
    /** The order of the curve, FIPS 186-4 D.1.2.3: what tells it from others of its size. */
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final PublicKey key;

    private VerificationKey(PublicKey key) {
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @param encoded its X.509 SubjectPublicKeyInfo
     * @param where it stands, for errors
     * @throws UnderstudyException WORKSPACE_INVALID if it is none of the curve
     */
    static VerificationKey read(byte[] encoded, String where) {
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            if (key instanceof ECPublicKey curve && curve.getParams().getOrder().equals(ORDER)) {
                return new VerificationKey(key);
            }
        } catch (GeneralSecurityException e) {
            throw notOfCurve(where, e);
        }
        throw notOfCurve(where, null);
    }

    private static UnderstudyException notOfCurve(String where, @Nullable GeneralSecurityException e) {
        return new UnderstudyException(
                ErrorCode.WORKSPACE_INVALID, where + " has a public key that is none of the curve P-256", e);
    }

    String pem() {
        return Pem.write(Pem.PUBLIC_KEY, key.getEncoded());
    }

    /** What bundles name it by: the SHA-256 of its PEM, in hexadecimal digits. */
    String hint() {
        return Digest.of(pem().getBytes(StandardCharsets.US_ASCII)).text().substring("sha256:".length());
    }

    boolean hasSigned(byte[] content, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(content);
            return verification.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            return false; // not even of a signature's form
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
