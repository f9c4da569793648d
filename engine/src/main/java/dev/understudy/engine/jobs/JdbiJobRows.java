package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes columns of the table of jobs. */
final class JdbiJobRows {
    /** What a VARCHAR of the table takes; longer texts lie in a column of their own. */
    private static final int SHORT = 1_000_000;

    private JdbiJobRows() {}

    static Job job(ResultSet row) throws SQLException {
        Optional<JobFailure> failure =
                Optional.ofNullable(row.getString("failure_code")).map(code -> new JobFailure(code, reason(row)));
        return new Job(
                new JobId(row.getString("job_id")),
                new TaskName(row.getString("task")),
                row.getString("owner"),
                JobPriority.values()[row.getInt("priority")],
                instant(row, "submitted_at"),
                row.getInt("attempts"),
                failure,
                state(row, failure));
    }

    private static String reason(ResultSet row) {
        try {
            return row.getString("failure_reason");
        } catch (SQLException e) {
            throw new IllegalStateException("the row has no reason", e);
        }
    }

    private static JobState state(ResultSet row, Optional<JobFailure> failure) throws SQLException {
        int lane = row.getInt("lane");
        return switch (lane) {
            case JobLane.RUNNING -> new JobState.Running(instant(row, "begun_at"));
            case JobLane.FAILED -> new JobState.Failed(instant(row, "due_at"), failure.orElseThrow());
            case JobLane.SUCCEEDED -> new JobState.Succeeded(instant(row, "due_at"), text(row, "result"));
            default -> new JobState.Queued(instant(row, "due_at"));
        };
    }

    static ClaimedJob claimed(ResultSet row) throws SQLException {
        return new ClaimedJob(
                new JobLease(new JobId(row.getString("job_id")), row.getLong("token")),
                new TaskName(row.getString("task")),
                text(row, "payload"),
                row.getInt("attempts"),
                instant(row, "submitted_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A text of either length. */
    private static String text(ResultSet row, String column) throws SQLException {
        String shortText = row.getString(column);
        return shortText == null ? row.getString("long_" + column) : shortText;
    }

    /** Puts a text into the column where it fits, and nothing into the other. */
    static void putText(PreparedStatement statement, int shortColumn, int longColumn, String text) throws SQLException {
        boolean fits = text.length() <= SHORT;
        putNullable(statement, shortColumn, fits ? text : null);
        putNullable(statement, longColumn, fits ? null : text);
    }

    static void putNullable(PreparedStatement statement, int column, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(column, Types.VARCHAR);
        } else {
            statement.setString(column, text);
        }
    }

    static void put(PreparedStatement statement, int column, Instant instant) throws SQLException {
        statement.setObject(column, instant.atOffset(ZoneOffset.UTC));
    }
}
