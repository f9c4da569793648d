package dev.understudy.engine.database;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.database.PostgresDatabase.Address;
import dev.understudy.engine.scene.PostgresScene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening and closing either database, and refusing what is no database. */
class DatabaseOpeningTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a;INIT=RUNSCRIPT FROM 'x'", "a?b", "a&b", "a\"b"})
    void noOptionGetsIntoTheEmbeddedAddress(String name) {
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> H2Database.open(folder.resolve(name), Duration.ZERO))
                .contains("; ? & \"");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?b=c", "a&b", "a;b", "a/b", "a b", "", "a,b", "ä"})
    void noOptionGetsIntoTheAddressOfAServer(String text) {
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> new Address(text, 5432, "d", "u", "p"));
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> new Address("h", 5432, text, "u", "p"));
    }

    @Test
    void thePasswordIsNeverPrinted() {
        assertThat(new Address("h", 5432, "d", "u", "canary").toString())
                .doesNotContain("canary")
                .contains("h", "d");
    }

    @Test
    void aSecondOpenerOfTheEmbeddedDatabaseIsRefusedUntilItIsClosed() {
        Path file = folder.resolve("understudy");
        try (Database first = H2Database.open(file, Duration.ZERO)) {
            assertThat(first).isNotNull();
            assertRefused(ErrorCode.WORKSPACE_BUSY, () -> H2Database.open(file, Duration.ZERO))
                    .contains(Long.toString(ProcessHandle.current().pid()));
        }
        H2Database.open(file, Duration.ZERO).close();
    }

    @Test
    void aBrokenFileIsToldAndGivesTheLockBack() throws Exception {
        Files.writeString(folder.resolve("understudy.mv.db"), "this is no database".repeat(1_000));

        assertRefused(
                ErrorCode.DATABASE_UNAVAILABLE, () -> H2Database.open(folder.resolve("understudy"), Duration.ZERO));
        assertRefused(
                ErrorCode.DATABASE_UNAVAILABLE, () -> H2Database.open(folder.resolve("understudy"), Duration.ZERO));
    }

    @Test
    void aServerThatIsAwayIsUnavailable() {
        assertRefused(
                        ErrorCode.DATABASE_UNAVAILABLE,
                        () -> PostgresDatabase.open(new Address("127.0.0.1", 1, "d", "u", "canary")))
                .contains("127.0.0.1:1")
                .doesNotContain("canary");
    }

    @Test
    void aServerKeepsWhatWasWrittenForTheNextOpener() {
        Address address = PostgresScene.address();
        try (Database database = PostgresDatabase.open(address)) {
            database.write(handle -> handle.execute("CREATE TABLE kept (n INTEGER)"));
        }
        try (Database database = PostgresDatabase.open(address)) {
            int rows = database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM kept")
                    .mapTo(Integer.class)
                    .one());
            assertThat(rows).isZero();
        }
    }
}
