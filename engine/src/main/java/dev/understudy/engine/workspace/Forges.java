package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Forge;
import dev.understudy.engine.release.ForgeAddress;
import dev.understudy.engine.release.ForgeKind;
import dev.understudy.engine.release.ForgePatience;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The forge that the settings name. */
final class Forges {
    private static final String NONE = "none";

    private final Settings settings;
    private final Supplier<String> token;

    /**
     * Knows where pull requests are.
     *
     * @param token asked only where there is a forge
     */
    Forges(Settings settings, Supplier<String> token) {
        this.settings = settings;
        this.token = token;
    }

    /**
     * The forge, or what merges at once. Nothing is asked yet.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if a setting makes no sense
     */
    Forge forge(ConfigRepository repository, ForgePatience patience) {
        return kind().map(kind -> Forge.at(address(kind), token(kind), patience, repository))
                .orElseGet(() -> Forge.mergingAtOnce(repository));
    }

    private Optional<ForgeKind> kind() {
        String named = settings.value(SettingKey.RELEASE_FORGE);
        if (named.equals(NONE)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(ForgeKind.values())
                .filter(kind -> kind.key().equals(named))
                .findFirst()
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        settings.setting(SettingKey.RELEASE_FORGE) + ": expected none, github or gitlab")));
    }

    private ForgeAddress address(ForgeKind kind) {
        return ForgeAddress.of(
                kind,
                settings.value(SettingKey.RELEASE_REPOSITORY),
                settings.value(SettingKey.RELEASE_FORGE_ADDRESS),
                settings.value(SettingKey.RELEASE_PROJECT));
    }

    private String token(ForgeKind kind) {
        String known = token.get();
        boolean isHeader = known.chars().allMatch(c -> c > ' ' && c < 127);
        if (known.isEmpty() || !isHeader) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    kind.label() + (known.isEmpty() ? " wants a token" : " takes no token with spaces or line breaks")
                            + ": set it in " + SettingKey.RELEASE_TOKEN.variable() + " or "
                            + SettingKey.RELEASE_TOKEN_FILE.path());
        }
        return known;
    }
}
