package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Locale;

/** Where a model serves. */
public enum Environment {
    /** Where a release is tried first. */
    STAGING,
    /** Where it counts; takes only what staging has had. */
    PRODUCTION;

    /** The name in flags, and of the folder in the config repository. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The environment with that key.
     *
     * @throws UnderstudyException with {@link ErrorCode#USAGE} if it is neither
     */
    public static Environment ofKey(String key) {
        for (Environment environment : values()) {
            if (environment.key().equals(key)) {
                return environment;
            }
        }
        throw new UnderstudyException(
                ErrorCode.USAGE, "an environment is staging or production, and not " + Quoted.of(key));
    }

    @Override
    public String toString() {
        return key();
    }
}
