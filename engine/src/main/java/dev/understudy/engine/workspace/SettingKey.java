package dev.understudy.engine.workspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every setting there is. */
public enum SettingKey {
    DATABASE_KIND("database.kind", "h2", "h2, embedded in the workspace, or postgresql"),
    DATABASE_HOST("database.host", "127.0.0.1", "where PostgreSQL listens"),
    DATABASE_PORT("database.port", "5432", "its port"),
    DATABASE_NAME("database.name", "understudy", "the database's name"),
    DATABASE_USER("database.user", "understudy", "the role to connect as"),
    DATABASE_PASSWORD("database.password", "", "its password; from the environment only"),
    DATABASE_PASSWORD_FILE("database.passwordFile", "", "a file that holds the password"),
    SEGMENTS_DIRECTORY(
            "segments.directory", "data/segments", "where columnar copies of the logs lie; may be deleted at any time"),
    STORE_DIRECTORY("store.directory", "store", "where artifacts lie"),
    MODELS_DIRECTORY(
            "models.directory",
            "",
            "where it is mounted which model of each task to serve; by default /etc/understudy/models where that is"),
    CACHE_DIRECTORY("cache.directory", "data/models", "where serving keeps its last good models"),
    RELEASE_REPOSITORY("release.repository", "config.git", "the bare git repository that says what is live"),
    RELEASE_AUTHOR_NAME("release.authorName", "Understudy", "who commits there"),
    RELEASE_AUTHOR_EMAIL("release.authorEmail", "understudy@localhost", "and with which address"),
    EXPLORATION_KEY(
            "exploration.key",
            "",
            "draws which positive decisions are let through, at least 16 characters; from the environment only"),
    EXPLORATION_KEY_FILE("exploration.keyFile", "", "a file that holds the key"),
    JOBS_QUEUE("jobs.queue", "database", "where jobs wait: database, or redis"),
    JOBS_REDIS_HOST("jobs.redis.host", "127.0.0.1", "where Redis listens"),
    JOBS_REDIS_PORT("jobs.redis.port", "6379", "its port"),
    JOBS_REDIS_USER("jobs.redis.user", "", "the user to connect as; empty: Redis' default user"),
    JOBS_REDIS_PASSWORD("jobs.redis.password", "", "its password; from the environment only"),
    JOBS_REDIS_PASSWORD_FILE("jobs.redis.passwordFile", "", "a file that holds the password"),
    JOBS_REDIS_TLS("jobs.redis.tls", "false", "whether the connection is encrypted and the certificate checked"),
    JOBS_REDIS_NAMESPACE("jobs.redis.namespace", "understudy", "what the names of all keys begin with"),
    JOBS_REDIS_DURABILITY(
            "jobs.redis.durability",
            "always",
            "what Redis has to keep: always, everysec (a crash may lose the last second), or unchecked"),
    WORKER_THREADS("worker.threads", "", "how many threads work on jobs; empty: as many as there are processors"),
    WORKER_TIME_LIMIT("worker.timeLimit", "PT60S", "how long a try of a job may take, as an ISO-8601 duration"),
    REPORTS_DIRECTORY("reports.directory", "reports", "where reports and rejected rows lie"),
    SERVE_TOKENS_FILE("serve.tokensFile", "", "a file with the hashes of the bearer tokens that callers need"),
    SERVE_DRAIN("serve.drain", "PT5S", "how long a service that ends goes on answering, so that load balancers notice"),
    SERVE_CONNECTIONS("serve.connections", "12000", "how many connections may be open"),
    SERVE_LOG_REQUESTS("serve.logRequests", "false", "whether the service logs a line a request: true or false");

    private final String path;
    private final String fallback;
    private final String help;

    SettingKey(String path, String fallback, String help) {
        this.path = path;
        this.fallback = fallback;
        this.help = help;
    }

    /** The path in {@code understudy.yaml}. */
    public String path() {
        return path;
    }

    /** The value where nobody says otherwise. */
    public String fallback() {
        return fallback;
    }

    /** What it is for. */
    public String help() {
        return help;
    }

    /** Whether the value is never shown. */
    public boolean isSecret() {
        return this == DATABASE_PASSWORD || this == EXPLORATION_KEY || this == JOBS_REDIS_PASSWORD;
    }

    /** The path of the setting that names a file with this secret. */
    public String fileSetting() {
        return path + "File";
    }

    /** The environment variable, such as {@code UNDERSTUDY_DATABASE_HOST}. */
    public String variable() {
        return "UNDERSTUDY_"
                + path.replace('.', '_').replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    /** The key with this path. */
    public static Optional<SettingKey> ofPath(String path) {
        return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
    }
}
