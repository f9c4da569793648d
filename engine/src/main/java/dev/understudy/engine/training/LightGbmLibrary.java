package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** LightGBM's native library, which comes in a jar for some platforms and needs OpenMP of the system. */
final class LightGbmLibrary {
    private LightGbmLibrary() {}

    /**
     * Loads it, unless it is there already.
     *
     * @throws UnderstudyException LIBRARY_MISSING, with what to install
     */
    static void load() {
        try {
            if (!LGBMBooster.isNativeLoaded()) {
                LGBMBooster.loadNative();
            }
        } catch (IOException | LinkageError e) {
            throw missing(e);
        }
        if (!LGBMBooster.isNativeLoaded()) {
            throw missing(null);
        }
    }

    private static UnderstudyException missing(@Nullable Throwable cause) {
        String why = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new UnderstudyException(
                ErrorCode.LIBRARY_MISSING,
                "training.algorithm: lightgbm needs its native library, and that does not load on "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + why
                        + "; expected Linux, macOS or Windows on x86-64, or Linux or macOS on ARM64, with OpenMP"
                        + " (Debian: libgomp1; macOS: brew install libomp) and a temporary directory that programs may"
                        + " run from. gradient-boosting works everywhere");
    }
}
