package dev.understudy.engine.signing;

import dev.understudy.engine.common.UnderstudyException;
import java.util.Optional;
import java.util.function.Supplier;

/** Whose models are taken: those that a trusted key has signed, or all where no key is configured. */
public final class ModelTrust {
    private final Optional<TrustedKeys> keys;

    private ModelTrust(Optional<TrustedKeys> keys) {
        this.keys = keys;
    }

    /** Takes models with a signature of one of these keys alone. */
    public static ModelTrust in(TrustedKeys keys) {
        return new ModelTrust(Optional.of(keys));
    }

    /** Takes models with and without signatures; their digests alone are checked. */
    public static ModelTrust unsigned() {
        return new ModelTrust(Optional.empty());
    }

    /** Whether signatures are wanted. */
    public boolean isWanted() {
        return keys.isPresent();
    }

    /**
     * Checks a model before anything in it is parsed.
     *
     * @param signature gives the bundle; asked only where signatures are wanted
     * @throws UnderstudyException ARTIFACT_INVALID if it is not taken
     */
    public void check(Supplier<Optional<byte[]>> signature, byte[] manifest, byte[] tensors) {
        keys.ifPresent(trusted -> ModelSignature.verify(trusted, signature.get(), manifest, tensors));
    }
}
