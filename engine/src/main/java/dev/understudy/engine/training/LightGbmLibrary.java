package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** LightGBM's native library, which comes in a jar for some platforms and needs OpenMP of the system. */
final class LightGbmLibrary {
    private static final Optional<Throwable> FAILURE = attempt();

    private LightGbmLibrary() {}

    /**
     * Loads it, unless it is there already.
     *
     * @throws UnderstudyException LIBRARY_MISSING, with what to install
     */
    static void load() {
        if (FAILURE.isPresent()) {
            throw missing(FAILURE.get());
        }
    }

    /**
     * The wrapper unpacks the library under one name for all processes, over what another has loaded, and that one
     * crashes. So each process gets a directory of its own, gone again once the library is loaded.
     */
    private static Optional<Throwable> attempt() {
        String shared = System.getProperty("java.io.tmpdir");
        try {
            Path own = Files.createTempDirectory("understudy-lightgbm");
            System.setProperty("java.io.tmpdir", own.toString()); // the wrapper asks for nothing else
            try {
                LGBMBooster.loadNative();
                return LGBMBooster.isNativeLoaded()
                        ? Optional.empty()
                        : Optional.of(new UnsatisfiedLinkError("no library for it"));
            } finally {
                System.setProperty("java.io.tmpdir", shared);
                remove(own);
            }
        } catch (IOException | LinkageError e) {
            return Optional.of(e);
        }
    }

    private static void remove(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> unpacked = Files.list(directory)) {
            files = unpacked.toList();
        }
        directory.toFile().deleteOnExit(); // after its files: in the reverse order
        for (Path file : files) {
            if (!file.toFile().delete()) { // Windows keeps what is loaded
                file.toFile().deleteOnExit();
            }
        }
    }

    private static UnderstudyException missing(Throwable cause) {
        String why = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new UnderstudyException(
                ErrorCode.LIBRARY_MISSING,
                "training.algorithm: lightgbm needs its native library, and that does not load on "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + why
                        + "; expected Linux, macOS or Windows on x86-64, or Linux or macOS on ARM64, with OpenMP"
                        + " (Debian: libgomp1; macOS: brew install libomp) and a temporary directory that programs may"
                        + " run from. gradient-boosting works everywhere");
    }
}
