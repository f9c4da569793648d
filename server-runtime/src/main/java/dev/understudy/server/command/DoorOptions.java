package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.workspace.Setting;
import dev.understudy.engine.workspace.SettingKey;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.http.Access;
import dev.understudy.server.http.Door;
import dev.understudy.server.http.HelidonServer;
import dev.understudy.server.http.HttpLimits;
import dev.understudy.server.http.OperatorLog;
import dev.understudy.server.http.TokenFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Who may come in over HTTP, how many, and how the door is closed: flags over settings. */
final class DoorOptions {
    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "the address to listen on; any but a loopback address needs --tokens; default: 127.0.0.1")
    private String host = "127.0.0.1";

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "the hashes of the bearer tokens that callers need, a line each, as `tokens create` prints"
                    + " them; read again when it changes; default: the setting serve.tokensFile")
    private @Nullable Path tokens;

    @Option(names = "--log-requests", description = "log a line a request; default: the setting serve.logRequests")
    private boolean logRequests;

    /** What was opened for the door, to be closed after it. */
    record Opened(Door door) implements AutoCloseable {
        @Override
        public void close() {
            door.access().tokens().ifPresent(TokenFile::close);
        }
    }

    /**
     * Refuses what no port can be.
     *
     * @throws UnderstudyException USAGE
     */
    static void checkPort(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "--port: expected 0 to " + HIGHEST_PORT + ", and found " + port);
        }
    }

    /**
     * Reads the limits, and the tokens if there are any.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if there are none for an address that others can reach; USAGE if there
     *     is no such address
     */
    Opened open(Workspace workspace, int port, OperatorLog log) {
        InetAddress address = address();
        Optional<Path> file = Optional.ofNullable(tokens).or(() -> setting(workspace));
        if (file.isEmpty()) {
            HelidonServer.checkAddress(address);
        }
        HttpLimits limits = HttpLimits.STANDARD.with(drain(workspace), connections(workspace));
        Access access = new Access(
                file.map(path -> TokenFile.watched(path, Repetition.onThread(), log)), logsRequests(workspace));
        return new Opened(new Door(address, port, limits, access));
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UnderstudyException(ErrorCode.USAGE, "--host: there is no address " + host, e);
        }
    }

    /** Puts where it listens into what a command prints. */
    String describe(ObjectNode document, int listening) {
        String address = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listening;
        document.put("address", address).put("host", host).put("port", listening);
        return address;
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
