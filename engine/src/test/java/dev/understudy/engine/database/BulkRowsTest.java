package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.scene.PostgresScene;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows arrive as they were put, whichever way they go. */
class BulkRowsTest {
    private static final List<String> COLUMNS = List.of("id", "said", "at", "on_day", "whole", "number");
    private static final String TABLE = """
            CREATE TABLE bulk (id VARCHAR(20) PRIMARY KEY, said VARCHAR(200), at TIMESTAMP(6) WITH TIME ZONE,
                on_day DATE, whole BIGINT, number DOUBLE PRECISION)""";
    private static final List<String> TEXTS = List.of("plain", "tab\tline\nreturn\rslash\\N", "Łódź 🦊", "\\.", "");
    private static final List<Double> NUMBERS =
            List.of(0.1, Double.MIN_VALUE, Double.MAX_VALUE, -1e-300, 1.0 / 3, 123456789.12345679);
    private static final Instant LATE = Instant.parse("9999-12-31T23:59:59.999999Z");

    @Test
    void h2KeepsWhatIsPut(@TempDir Path folder) {
        try (Database database = H2Database.open(folder.resolve("understudy"), Duration.ZERO)) {
            assertKept(database, 1);
            assertKept(database, 2_000);
        }
    }

    @Test
    void postgresKeepsWhatIsPut() {
        try (Database database = PostgresScene.open()) {
            assertKept(database, 1);
            assertKept(database, 2_000);
        }
    }

    @Test
    void aRepeatedKeyIsToldApartFromOtherFailures() {
        try (Database database = PostgresScene.open()) {
            makeTable(database);
            for (int announced : new int[] {1, 1_000}) {
                assertThatThrownBy(() -> database.write(handle -> {
                            try {
                                putIds(handle, announced, "a", "a");
                                return "nothing failed";
                            } catch (JdbiException e) {
                                assertThat(BulkRows.isRepeatedKey(e)).isTrue();
                                throw e;
                            }
                        }))
                        .isInstanceOf(UnderstudyException.class);
                assertThatThrownBy(() -> database.write(handle -> {
                            try {
                                putIds(handle, announced, "a", "longer than the column takes");
                                return "nothing failed";
                            } catch (JdbiException e) {
                                assertThat(BulkRows.isRepeatedKey(e)).isFalse();
                                throw e;
                            }
                        }))
                        .isInstanceOf(UnderstudyException.class);
            }
        }
    }

    /** Not as a write: H2 ends the transaction with each change of the schema. */
    private static void makeTable(Database database) {
        database.read(handle -> handle.execute("DROP TABLE IF EXISTS bulk") + handle.execute(TABLE));
    }

    private static void putIds(Handle handle, int announced, String... ids) {
        try (BulkRows rows = BulkRows.into(handle, "bulk", List.of("id"), announced)) {
            for (String id : ids) {
                rows.text(id).end();
            }
            rows.insert();
        }
    }

    private static void assertKept(Database database, int announced) {
        makeTable(database);
        database.write(handle -> {
            try (BulkRows rows = BulkRows.into(handle, "bulk", COLUMNS, announced)) {
                for (int i = 0; i < announced; i++) {
                    rows.text("r" + i)
                            .text(TEXTS.get(i % TEXTS.size()))
                            .instant(i % 7 == 0 ? Optional.empty() : Optional.of(LATE))
                            .day(LocalDate.of(2024, 2, 29))
                            .whole(i % 5 == 0 ? null : Long.valueOf(-i))
                            .number(i % 11 == 3 ? null : NUMBERS.get(i % NUMBERS.size()))
                            .end();
                }
                rows.text("none")
                        .text((String) null)
                        .instant(LATE)
                        .day(LocalDate.EPOCH)
                        .whole(1L)
                        .number(0.0)
                        .end();
                rows.insert();
            }
            return "";
        });
        database.read(handle -> {
            for (int i = 0; i < announced; i++) {
                int row = i;
                handle.createQuery("SELECT * FROM bulk WHERE id = :id")
                        .bind("id", "r" + i)
                        .map((found, context) -> {
                            assertThat(found.getString("said")).isEqualTo(TEXTS.get(row % TEXTS.size()));
                            assertThat(Optional.ofNullable(new InstantColumn().map(found, 3, context)))
                                    .isEqualTo(row % 7 == 0 ? Optional.empty() : Optional.of(LATE));
                            assertThat(found.getObject("on_day", LocalDate.class))
                                    .isEqualTo(LocalDate.of(2024, 2, 29));
                            assertThat(found.getObject("whole")).isEqualTo(row % 5 == 0 ? null : Long.valueOf(-row));
                            assertThat(found.getObject("number"))
                                    .isEqualTo(row % 11 == 3 ? null : NUMBERS.get(row % NUMBERS.size()));
                            return true;
                        })
                        .one();
            }
            assertThat(handle.createQuery("SELECT COUNT(*) FROM bulk WHERE said IS NULL")
                            .mapTo(Integer.class)
                            .one())
                    .isEqualTo(1);
            return "";
        });
    }
}
