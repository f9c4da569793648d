package dev.understudy.engine.scene;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL for the whole test run, started when first asked for, with as many databases as tests want. */
public final class PostgresScene {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresScene() {}

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start(); // ends with the process
            } catch (IOException e) {
                throw new IllegalStateException("no PostgreSQL to test with", e);
            }
        }
    }

    /** The address of a database of its own. */
    public static PostgresDatabase.Address address() {
        String name = "scene" + DATABASES.incrementAndGet();
        sql("postgres", "CREATE DATABASE " + name);
        return new PostgresDatabase.Address("127.0.0.1", Server.POSTGRES.getPort(), name, "postgres", "postgres");
    }

    /** An open database of its own. */
    public static Database open() {
        return PostgresDatabase.open(address());
    }

    /** Runs SQL behind the engine's back. */
    public static void sql(String database, String sql) {
        try (Connection connection =
                        Server.POSTGRES.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
