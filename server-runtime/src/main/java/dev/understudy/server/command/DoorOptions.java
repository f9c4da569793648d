package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.workspace.Setting;
import dev.understudy.engine.workspace.SettingKey;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.http.Access;
import dev.understudy.server.http.HelidonServer;
import dev.understudy.server.http.HttpLimits;
import dev.understudy.server.http.OperatorLog;
import dev.understudy.server.http.TokenFile;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may come in over HTTP, how many, and how the door is closed: flags over settings. */
final class DoorOptions {
    private static final int MOST_CONNECTIONS = 1_000_000;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "the hashes of the bearer tokens that callers need, a line each, as `tokens create` prints"
                    + " them; read again when it changes; default: the setting serve.tokensFile")
    private @Nullable Path tokens;

    @Option(names = "--log-requests", description = "log a line a request; default: the setting serve.logRequests")
    private boolean logRequests;

    /** What was opened for the door, to be closed after it. */
    record Opened(Access access) implements AutoCloseable {
        @Override
        public void close() {
            access.tokens().ifPresent(TokenFile::close);
        }
    }

    HttpLimits limits(Workspace workspace) {
        return HttpLimits.STANDARD.with(drain(workspace), connections(workspace));
    }

    /**
     * Reads the tokens, if there are any.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if there are none for an address that others can reach
     */
    Opened open(Workspace workspace, InetAddress address, OperatorLog log) {
        Optional<Path> file = Optional.ofNullable(tokens).or(() -> setting(workspace));
        if (file.isEmpty()) {
            HelidonServer.checkAddress(address);
        }
        return new Opened(new Access(
                file.map(path -> TokenFile.watched(path, Repetition.onThread(), log)), logsRequests(workspace)));
    }

    private static Optional<Path> setting(Workspace workspace) {
        return workspace.settings().value(SettingKey.SERVE_TOKENS_FILE).isEmpty()
                ? Optional.empty()
                : Optional.of(workspace.path(SettingKey.SERVE_TOKENS_FILE));
    }

    private boolean logsRequests(Workspace workspace) {
        Setting setting = workspace.settings().setting(SettingKey.SERVE_LOG_REQUESTS);
        return logRequests
                || switch (setting.value()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw invalid(setting, "true or false");
                };
    }

    private static Duration drain(Workspace workspace) {
        Setting setting = workspace.settings().setting(SettingKey.SERVE_DRAIN);
        try {
            Duration drain = Duration.parse(setting.value());
            if (drain.isNegative() || drain.compareTo(Duration.ofHours(1)) > 0) {
                throw invalid(setting, "PT0S to PT1H");
            }
            return drain;
        } catch (DateTimeParseException e) {
            throw invalid(setting, "a duration such as PT5S");
        }
    }

    private static int connections(Workspace workspace) {
        Setting setting = workspace.settings().setting(SettingKey.SERVE_CONNECTIONS);
        try {
            int connections = Integer.parseInt(setting.value());
            if (connections >= 1 && connections <= MOST_CONNECTIONS) {
                return connections;
            }
        } catch (NumberFormatException e) {
            throw invalid(setting, "a number");
        }
        throw invalid(setting, "1 to " + MOST_CONNECTIONS);
    }

    private static UnderstudyException invalid(Setting setting, String expected) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, setting + ": expected " + expected);
    }
}
