package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The file of the embedded database as a kill left it, before the next process writes to it. */
final class KilledFile {
    private static final String SETTINGS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    private KilledFile() {}

    /**
     * Every job that was acknowledged is found in it. What is opened is a copy, since opening it writes to it.
     *
     * @param scratch an existing folder for the copy
     */
    static void holds(ReleasedWorkspace.Place place, Path scratch, JobLedger ledger) {
        Map<String, String> missing = new HashMap<>();
        ledger.accepted().forEach((key, id) -> missing.put(id.text(), key));
        try {
            Files.copy(
                    place.directory().resolve("data/understudy.mv.db"),
                    scratch.resolve("killed.mv.db"),
                    StandardCopyOption.REPLACE_EXISTING);
            String address = "jdbc:h2:file:" + scratch.resolve("killed").toAbsolutePath() + SETTINGS;
            try (Connection connection = DriverManager.getConnection(address, "understudy", "");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT job_id FROM job")) {
                while (rows.next()) {
                    missing.remove(rows.getString(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError("the file that a kill left does not open", e);
        }
        assertThat(missing).as("acknowledged jobs that the file does not have").isEmpty();
    }
}
