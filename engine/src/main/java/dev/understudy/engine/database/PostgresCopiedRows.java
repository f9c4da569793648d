package dev.understudy.engine.database;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows by PostgreSQL's COPY, in its text format. */
final class PostgresCopiedRows implements BulkRows {
    private static final int SENT_AT_ONCE = 1 << 18;
    private static final String NOTHING = "\\N";

    private final CopyIn copy;
    private final StringBuilder text = new StringBuilder(2 * SENT_AT_ONCE);
    private boolean rowBegun;

    PostgresCopiedRows(PGConnection connection, String table, List<String> columns) throws SQLException {
        this.copy =
                connection.getCopyAPI().copyIn("COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN");
    }

    @Override
    public BulkRows text(@Nullable String value) {
        separate();
        if (value == null) {
            text.append(NOTHING);
            return this;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
        return this;
    }

    @Override
    public BulkRows instant(@Nullable Instant value) {
        return plain(value);
    }

    @Override
    public BulkRows day(LocalDate value) {
        return plain(value);
    }

    @Override
    public BulkRows whole(@Nullable Long value) {
        return plain(value);
    }

    @Override
    public BulkRows number(@Nullable Double value) {
        return plain(value);
    }

    /** What has nothing in it to escape: ISO-8601 and numbers. */
    private BulkRows plain(@Nullable Object value) {
        separate();
        text.append(value == null ? NOTHING : value);
        return this;
    }

    private void separate() {
        if (rowBegun) {
            text.append('\t');
        }
        rowBegun = true;
    }

    @Override
    public void end() {
        text.append('\n');
        rowBegun = false;
        if (text.length() >= SENT_AT_ONCE) {
            send();
        }
    }

    private void send() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
    }

    @Override
    public void insert() {
        send();
        try {
            copy.endCopy();
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
    }

    /** A copy that nobody ended would hold the connection. */
    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
    }
}
