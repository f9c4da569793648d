package dev.understudy.engine.database;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows on their way into a table, value after value in the order of the columns. They go the fastest way that the
 * database has: an import brings millions. Used by one thread.
 */
public sealed interface BulkRows extends AutoCloseable permits BatchedRows, PostgresCopiedRows {
    /** Fewer rows are sooner inserted than copied. */
    int WORTH_COPYING = 100;

    /**
     * Opens the way into a table.
     *
     * @param rows about how many there will be
     */
    static BulkRows into(Handle handle, String table, List<String> columns, int rows) {
        try {
            return rows >= WORTH_COPYING && handle.getConnection().isWrapperFor(PGConnection.class)
                    ? new PostgresCopiedRows(handle.getConnection().unwrap(PGConnection.class), table, columns)
                    : new BatchedRows(handle.getConnection(), table, columns);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Puts a text, or none. */
    BulkRows text(@Nullable String value);

    /** Puts a text, or none. */
    default BulkRows text(Optional<String> value) {
        return text(value.orElse(null));
    }

    /** Puts an instant, or none. */
    BulkRows instant(@Nullable Instant value);

    /** Puts an instant, or none. */
    default BulkRows instant(Optional<Instant> value) {
        return instant(value.orElse(null));
    }

    /** Puts a day. */
    BulkRows day(LocalDate value);

    /** Puts a whole number, or none. */
    BulkRows whole(@Nullable Long value);

    /** Puts a number, or none. */
    BulkRows number(@Nullable Double value);

    /** Ends the row. */
    void end();

    /** Inserts all rows that were ended. */
    void insert();

    @Override
    void close();

    /** Whether something failed because a key is there already. */
    static boolean isRepeatedKey(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // the standard's code of a unique constraint that was violated
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** As Jdbi would tell it. */
    static JdbiException failed(SQLException e) {
        return new UnableToExecuteStatementException("the rows cannot be written", e, null);
    }
}
