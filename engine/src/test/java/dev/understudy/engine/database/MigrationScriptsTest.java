package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a database has its schema already, without asking Flyway. */
class MigrationScriptsTest {
    @TempDir
    Path folder;

    private final JdbcDataSource source = new JdbcDataSource();

    @BeforeEach
    void name() {
        source.setURL("jdbc:h2:file:" + folder.resolve("understudy") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        source.setUser("understudy");
    }

    private void open() {
        H2Database.open(folder.resolve("understudy"), Duration.ZERO).close();
    }

    @Test
    void theFirstScriptsAreFound() {
        assertThat(MigrationScripts.names()).contains("V1__logs_and_registry.sql", "V2__days_of_the_logs.sql");
    }

    @Test
    void aNewDatabaseHasNone() {
        assertThat(MigrationScripts.areApplied(source)).isFalse();
    }

    @Test
    void aDatabaseThatWasOpenedHasAll() {
        open();

        assertThat(MigrationScripts.areApplied(source)).isTrue();
    }

    @Test
    void aDatabaseThatLacksTheLastOneIsBroughtUpToDate() throws Exception {
        open();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE backtest");
            statement.execute("DROP TABLE retraining");
            statement.execute("DELETE FROM \"flyway_schema_history\" WHERE \"version\" NOT IN ('1', '2', '3')");
        }
        assertThat(MigrationScripts.areApplied(source)).isFalse();
    }

    @Test
    void aScriptThatFailedIsNotThere() throws Exception {
        open();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE \"flyway_schema_history\" SET \"success\" = FALSE WHERE \"version\" = '2'");
        }
        assertThat(MigrationScripts.areApplied(source)).isFalse();
    }
}
