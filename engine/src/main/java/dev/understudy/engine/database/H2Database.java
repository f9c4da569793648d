package dev.understudy.engine.database;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.h2.jdbcx.JdbcDataSource;

/** The embedded database of a workspace. One process at a time has it open. */
public final class H2Database {
    private static final char[] SPECIAL = {';', '?', '&', '"'};

    private H2Database() {}

    /**
     * Opens, and creates where needed, the database file.
     *
     * @param file path without the ending {@code .mv.db}
     * @param patience how long to wait for another process that has it open
     * @throws UnderstudyException WORKSPACE_BUSY with the holder's process id
     */
    public static Database open(Path file, Duration patience) {
        Path absolute = file.toAbsolutePath();
        for (char special : SPECIAL) {
            if (absolute.toString().indexOf(special) >= 0) {
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        "the embedded database cannot live in a folder with one of ; ? & \" in its path: " + absolute);
            }
        }
        ProcessLock lock = ProcessLock.acquire(absolute.resolveSibling(absolute.getFileName() + ".lock"), patience);
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + absolute + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=262144"
                // raw inputs repeat each other: half the bytes, and the disk is what an import waits for
                + ";COMPRESS=TRUE");
        source.setUser("understudy");
        source.setPassword("");
        H2KeptOpen keptOpen;
        try {
            keptOpen = new H2KeptOpen(source, Objects.requireNonNull(absolute.getParent()));
        } catch (SQLException e) {
            lock.close();
            throw new UnderstudyException(
                    ErrorCode.DATABASE_UNAVAILABLE, "cannot open the database " + absolute + ": " + e.getMessage(), e);
        }
        return Database.open(
                source,
                "the database " + absolute,
                keptOpen,
                1, // a sync is one of the whole file, whoever wrote
                jdbi -> new ProcessNamedLock(),
                () -> {
                    try (lock) {
                        keptOpen.close();
                    } catch (SQLException e) {
                        throw new UnderstudyException(
                                ErrorCode.DATABASE_UNAVAILABLE, "cannot close the database: " + e.getMessage(), e);
                    }
                });
    }
}
