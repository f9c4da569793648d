package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.WorkerPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How a workspace's settings have jobs worked on. */
final class WorkerSettings {
    private static final int MOST_THREADS = 256;

    private WorkerSettings() {}

    /**
     * The rules of this process's worker.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if a setting is no number or duration that makes sense
     */
    static WorkerPolicy policy(Settings settings) {
        return WorkerPolicy.of(threads(settings), timeLimit(settings));
    }

    private static int threads(Settings settings) {
        String text = settings.value(SettingKey.WORKER_THREADS);
        if (text.isEmpty()) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_THREADS) {
            throw invalid(settings, SettingKey.WORKER_THREADS, "1 to " + MOST_THREADS + " threads");
        }
        return Integer.parseInt(text);
    }

    private static Duration timeLimit(Settings settings) {
        String expected = "a duration above zero such as PT60S";
        try {
            Duration limit = Duration.parse(settings.value(SettingKey.WORKER_TIME_LIMIT));
            if (limit.isPositive()) {
                return limit;
            }
        } catch (DateTimeParseException e) {
            throw invalid(settings, SettingKey.WORKER_TIME_LIMIT, expected);
        }
        throw invalid(settings, SettingKey.WORKER_TIME_LIMIT, expected);
    }

    private static UnderstudyException invalid(Settings settings, SettingKey key, String expected) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, settings.setting(key) + ": expected " + expected);
    }

    /** Who works here, as operators see it: host and process. */
    static String name() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return host + "/" + ProcessHandle.current().pid();
    }
}
