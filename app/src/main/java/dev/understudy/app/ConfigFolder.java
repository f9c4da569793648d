package dev.understudy.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where this system wants a user's settings. */
final class ConfigFolder {
    private ConfigFolder() {}

    /**
     * The folder; it need not exist.
     *
     * @param system the system's name, as {@code os.name} has it
     * @param home the user's home
     * @param environment the environment's variables
     */
    static Path of(String system, Path home, UnaryOperator<@Nullable String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return variable(environment, "APPDATA")
                    .orElse(home.resolve("AppData").resolve("Roaming"))
                    .resolve("Understudy");
        }
        if (name.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Understudy");
        }
        return variable(environment, "XDG_CONFIG_HOME")
                .orElse(home.resolve(".config"))
                .resolve("understudy");
    }

    private static Optional<Path> variable(UnaryOperator<@Nullable String> environment, String name) {
        return Optional.ofNullable(environment.apply(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
