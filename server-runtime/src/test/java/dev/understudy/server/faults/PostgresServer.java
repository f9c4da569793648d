package dev.understudy.server.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * A real PostgreSQL that can be stopped, killed and started again on the same files and port. Unlike the one that other
 * tests use, it waits for the disk.
 */
final class PostgresServer implements AutoCloseable {
    private static final Duration GONE = Duration.ofSeconds(30);

    private static final String PID = "postmaster.pid";

    private final Path files;
    private final int port = FreePort.find();
    private EmbeddedPostgres running;

    /** A fresh one. */
    PostgresServer(Path files) {
        this.files = files;
        this.running = startOnce();
    }

    private EmbeddedPostgres startOnce() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the program reaches it. */
    Map<String, String> environment() {
        return Map.of(
                "UNDERSTUDY_DATABASE_KIND", "postgresql",
                "UNDERSTUDY_DATABASE_HOST", "127.0.0.1",
                "UNDERSTUDY_DATABASE_PORT", Integer.toString(port),
                "UNDERSTUDY_DATABASE_NAME", "postgres",
                "UNDERSTUDY_DATABASE_USER", "postgres",
                "UNDERSTUDY_DATABASE_PASSWORD", "postgres");
    }

    int port() {
        return port;
    }

    /** What it says of a parameter. */
    String parameter(String name) {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process that all its others come from. */
    long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(files.resolve(PID)).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as its administrator would. */
    void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills its first process; the others notice and end at once. */
    void kill() {
        ProcessHandle first = ProcessHandle.of(pid()).orElseThrow();
        ProcessHandle[] all = java.util.stream.Stream.concat(java.util.stream.Stream.of(first), first.descendants())
                .toArray(ProcessHandle[]::new);
        first.destroyForcibly();
        for (ProcessHandle process : all) {
            Deadline.await(GONE, () -> "process " + process.pid() + " goes on", () -> !process.isAlive());
        }
        try {
            Files.delete(files.resolve(PID)); // else it is looked for in vain before its lock is given back
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stop();
    }

    /** Starts it again on the same files. */
    void start() {
        running = startOnce();
    }

    @Override
    public void close() {
        stop();
    }
}
