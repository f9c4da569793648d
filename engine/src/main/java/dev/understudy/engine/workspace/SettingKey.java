package dev.understudy.engine.workspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
    STORE_DIRECTORY("store.directory", "store", "where artifacts lie, if there is no bucket"),
    STORE_BUCKET("store.bucket", "", "the bucket of Google Cloud Storage where artifacts lie, by its name"),
    STORE_FOLDER("store.folder", "", "the folder in the bucket; empty: the top"),
    STORE_ENDPOINT("store.endpoint", "", "another address of the service, such as an emulator's; empty: Google's"),
    STORE_PATIENCE(
            "store.patience", "PT60S", "how long the bucket may take to answer; transfers get more by their size"),
    SIGNING_KEY_FILE("signing.keyFile", "", "the private key that signs each new model; empty: they are not signed"),
    SIGNING_TRUSTED_KEYS(
            "signing.trustedKeys",
            "",
            "a file or folder of public keys: models that none of them has signed are refused; empty: all are taken"),
    MODELS_DIRECTORY(
            "models.directory",
            "",
            "where it is mounted which model of each task to serve; by default /etc/understudy/models where that is"),
    CACHE_DIRECTORY("cache.directory", "data/models", "where serving keeps its last good models"),
    RELEASE_REPOSITORY(
            "release.repository",
            "config.git",
            "the git repository that says what is live: a folder, or an address (file, https, http, ssh)"),
    RELEASE_USER("release.user", "", "who signs in there over HTTP; empty: what its forge expects beside a token"),
    RELEASE_TOKEN("release.token", "", "the token or password for that, and for its forge; from the environment only"),
    RELEASE_TOKEN_FILE("release.tokenFile", "", "a file that holds the token"),
    RELEASE_SSH_KEY_FILE("release.sshKeyFile", "", "the private key for a repository over SSH, without a passphrase"),
    RELEASE_KNOWN_HOSTS_FILE(
            "release.knownHostsFile",
            "",
            "the keys of the hosts that may be spoken with over SSH, as OpenSSH has them"),
    RELEASE_PATIENCE(
            "release.patience", "PT30S", "how long a repository elsewhere may take to answer, as an ISO-8601 duration"),
    RELEASE_AUTHOR_NAME("release.authorName", "Understudy", "who commits there"),
    RELEASE_AUTHOR_EMAIL("release.authorEmail", "understudy@localhost", "and with which address"),
    RELEASE_FORGE("release.forge", "none", "where pull requests are opened: github, gitlab, or none to merge at once"),
    RELEASE_FORGE_ADDRESS(
            "release.forgeAddress", "", "the address of the forge's API; empty: by the repository's address"),
    RELEASE_PROJECT("release.project", "", "owner/name, or group/name; empty: by the repository's address"),
    RELEASE_STAGING_PODS(
            "release.stagingPods",
            "",
            "base addresses of staging's pods with commas between; production takes only what all of them report"),
    RELEASE_STAGING_TOKEN("release.stagingToken", "", "the bearer token that they want; from the environment only"),
    RELEASE_STAGING_TOKEN_FILE("release.stagingTokenFile", "", "a file that holds that token"),
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
    NOTIFICATIONS_CONSOLE("notifications.console", "false", "whether what came of a retraining is told on stderr too"),
    NOTIFICATIONS_WEBHOOK(
            "notifications.webhook",
            "",
            "the address of a webhook as Slack has them; a secret, from the environment only"),
    NOTIFICATIONS_WEBHOOK_FILE("notifications.webhookFile", "", "a file that holds the address"),
    NOTIFICATIONS_MAIL_HOST("notifications.mail.host", "", "the server that takes mail; empty: none is sent"),
    NOTIFICATIONS_MAIL_PORT("notifications.mail.port", "587", "its port"),
    NOTIFICATIONS_MAIL_SECURITY(
            "notifications.mail.security", "starttls", "starttls, tls, or none on a network that nobody else hears"),
    NOTIFICATIONS_MAIL_USER("notifications.mail.user", "", "the user to sign in as; empty: nobody signs in"),
    NOTIFICATIONS_MAIL_PASSWORD("notifications.mail.password", "", "its password; from the environment only"),
    NOTIFICATIONS_MAIL_PASSWORD_FILE("notifications.mail.passwordFile", "", "a file that holds the password"),
    NOTIFICATIONS_MAIL_FROM("notifications.mail.from", "", "the sender's address"),
    NOTIFICATIONS_MAIL_TO("notifications.mail.to", "", "who is told: addresses with commas between"),
    METRICS_PUSHGATEWAY(
            "metrics.pushgateway",
            "",
            "where retrainings leave their metrics: a Pushgateway's address; empty: nowhere"),
    REPORTS_DIRECTORY("reports.directory", "reports", "where reports and rejected rows lie"),
    SERVE_TOKENS_FILE("serve.tokensFile", "", "a file with the hashes of the bearer tokens that callers need"),
    SERVE_DRAIN("serve.drain", "PT5S", "how long a service that ends goes on answering, so that load balancers notice"),
    SERVE_CONNECTIONS("serve.connections", "12000", "how many connections may be open"),
    SERVE_LOG_REQUESTS("serve.logRequests", "false", "whether the service logs a line a request: true or false");

    private static final Set<String> SECRETS = Set.of(
            "database.password",
            "exploration.key",
            "jobs.redis.password",
            "notifications.webhook",
            "notifications.mail.password",
            "release.stagingToken",
            "release.token");

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
        return SECRETS.contains(path);
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
