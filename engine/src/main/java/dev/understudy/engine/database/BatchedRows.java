package dev.understudy.engine.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows by a batch of one prepared INSERT. They are bound by hand: Jdbi looks for the way to bind each value, which costs
 * an import more than the binding.
 */
final class BatchedRows implements BulkRows {
    private final PreparedStatement statement;
    private int column;
    private int rows;

    BatchedRows(Connection connection, String table, List<String> columns) throws SQLException {
        this.statement = connection.prepareStatement("INSERT INTO " + table + " (" + String.join(", ", columns)
                + ") VALUES (" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")");
    }

    @Override
    public BulkRows text(@Nullable String value) {
        return bind(at -> statement.setString(at, value));
    }

    @Override
    public BulkRows instant(@Nullable Instant value) {
        return value == null
                ? bind(at -> statement.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE))
                : bind(at -> statement.setObject(at, value.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public BulkRows day(LocalDate value) {
        return bind(at -> statement.setObject(at, value));
    }

    @Override
    public BulkRows whole(@Nullable Long value) {
        return value == null
                ? bind(at -> statement.setNull(at, Types.BIGINT))
                : bind(at -> statement.setLong(at, value));
    }

    @Override
    public BulkRows number(@Nullable Double value) {
        return value == null
                ? bind(at -> statement.setNull(at, Types.DOUBLE))
                : bind(at -> statement.setDouble(at, value));
    }

    @Override
    public void end() {
        column = 0;
        rows++;
        try {
            statement.addBatch();
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
    }

    @Override
    public void insert() {
        try {
            if (rows > 0) {
                statement.executeBatch();
            }
            rows = 0;
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
    }

    private interface Binding {
        void bindAt(int column) throws SQLException;
    }

    private BulkRows bind(Binding binding) {
        column++;
        try {
            binding.bindAt(column);
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
        return this;
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
    }
}
