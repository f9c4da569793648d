package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the file holds at the moment of an acknowledgement is what a process finds that opens it after a kill. H2 2.5.252
 * does not: once it uses freed space again it may point its header at the commit before the last.
 */
class H2RecoveryTest {
    private static final int WRITES = 250;

    @TempDir
    private Path folder;

    @Test
    void eachAcknowledgedWriteIsFoundAfterAKillAlsoWhereFreedSpaceIsUsedAgain() throws Exception {
        Path file = folder.resolve("live");
        Random random = new Random(7);
        try (Database database = H2Database.open(file, Duration.ofSeconds(10))) {
            database.write(handle -> handle.execute("SET RETENTION_TIME 0")); // freed space is used again at once
            database.write(handle -> handle.execute("CREATE TABLE fact (id INT PRIMARY KEY, text VARCHAR(100000))"));
            for (int i = 1; i <= WRITES; i++) {
                int id = i;
                String text = Long.toString(random.nextLong(), 36).repeat(1 + random.nextInt(2_000));
                database.write(handle -> {
                    handle.execute("DELETE FROM fact WHERE id < ?", id - 1 - random.nextInt(5));
                    return handle.execute("INSERT INTO fact VALUES (?, ?)", id, text);
                });
                assertThat(newestAfterAKill(file)).isEqualTo(id);
            }
        }
    }

    /** A copy of the file is what a kill at this moment leaves behind. */
    private int newestAfterAKill(Path file) throws IOException, SQLException {
        Path copy = folder.resolve("copy");
        Files.copy(
                file.resolveSibling(file.getFileName() + ".mv.db"),
                folder.resolve("copy.mv.db"),
                StandardCopyOption.REPLACE_EXISTING);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + copy + ";DATABASE_TO_LOWER=TRUE;ACCESS_MODE_DATA=r", "understudy", "");
                ResultSet newest = connection.createStatement().executeQuery("SELECT MAX(id) FROM fact")) {
            newest.next();
            return newest.getInt(1);
        }
    }
}
