package dev.understudy.server.command;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** The same story with the logs and the registry in a shared PostgreSQL database. */
class LoopOnPostgresTest extends LoopTest {
    private final EmbeddedPostgres postgres = start();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "CI", "true",
                "UNDERSTUDY_DATABASE_KIND", "postgresql",
                "UNDERSTUDY_DATABASE_PORT", Integer.toString(postgres.getPort()),
                "UNDERSTUDY_DATABASE_NAME", "postgres",
                "UNDERSTUDY_DATABASE_USER", "postgres",
                "UNDERSTUDY_DATABASE_PASSWORD", "postgres");
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }
}
