package dev.understudy.engine.traffic;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into a table. They are bound by hand, value after value: Jdbi looks for the way to bind each value,
 * which costs an import more than the binding.
 */
final class JdbiRows implements AutoCloseable {
    /** The standard's code of a unique constraint that was violated. */
    private static final String REPEATED_KEY = "23505";

    private final PreparedStatement statement;
    private int column;
    private int rows;

    /**
     * Rows for a statement.
     *
     * @param sql an INSERT with one question mark a column
     */
    JdbiRows(Handle handle, String sql) {
        try {
            this.statement = handle.getConnection().prepareStatement(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Puts a text, or none. */
    JdbiRows text(@Nullable String value) {
        return bind((insert, at) -> insert.setString(at, value));
    }

    /** Puts a text, or none. */
    JdbiRows text(Optional<String> value) {
        return text(value.orElse(null));
    }

    /** Puts an instant. */
    JdbiRows instant(Instant value) {
        return bind((insert, at) -> insert.setObject(at, value.atOffset(ZoneOffset.UTC)));
    }

    /** Puts an instant, or none. */
    JdbiRows instant(Optional<Instant> value) {
        return value.isPresent()
                ? instant(value.get())
                : bind((insert, at) -> insert.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE));
    }

    /** Puts a day. */
    JdbiRows day(LocalDate value) {
        return bind((insert, at) -> insert.setObject(at, value));
    }

    /** Puts a whole number. */
    JdbiRows number(int value) {
        return bind((insert, at) -> insert.setInt(at, value));
    }

    /** Puts a number of some type, or none. */
    JdbiRows number(@Nullable Number value, int sqlType) {
        return bind((insert, at) -> insert.setObject(at, value, sqlType));
    }

    /** Ends the row. */
    void end() {
        column = 0;
        rows++;
        try {
            statement.addBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Inserts all rows that were ended. */
    void insert() {
        try {
            if (rows > 0) {
                statement.executeBatch();
            }
            rows = 0;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Whether it failed because a key is there already. */
    static boolean isRepeatedKey(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && REPEATED_KEY.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private interface Binding {
        void bind(PreparedStatement insert, int at) throws SQLException;
    }

    private JdbiRows bind(Binding binding) {
        column++;
        try {
            binding.bind(statement, column);
        } catch (SQLException e) {
            throw failed(e);
        }
        return this;
    }

    private static UnableToExecuteStatementException failed(SQLException e) {
        return new UnableToExecuteStatementException("the rows cannot be written", e, null);
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
