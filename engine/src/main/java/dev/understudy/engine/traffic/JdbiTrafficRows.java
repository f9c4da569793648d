package dev.understudy.engine.traffic;

import dev.understudy.engine.common.VersionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads facts from result rows; columns go by the names of the schema. */
final class JdbiTrafficRows {
    private JdbiTrafficRows() {}

    static TrafficEvent event(ResultSet row) throws SQLException {
        return new TrafficEvent(
                row.getString("event_id"),
                instant(row, "event_time").orElseThrow(),
                instant(row, "known_at").orElseThrow(),
                Optional.ofNullable(row.getString("cluster_key")),
                instant(row, "matures_at"),
                RawInput.ofJson(row.getString("raw_input")));
    }

    static Prediction prediction(ResultSet row, String prefix) throws SQLException {
        return new Prediction(
                new VersionName(row.getString(prefix + "version")),
                Origin.valueOf(row.getString(prefix + "origin").toUpperCase(Locale.ROOT)),
                instant(row, prefix + "known_at").orElseThrow(),
                Optional.ofNullable(row.getString(prefix + "sample")),
                score(row, prefix),
                Optional.ofNullable(row.getString(prefix + "label")),
                Optional.ofNullable(row.getString(prefix + "decision")),
                optionalDouble(row, prefix + "propensity"),
                optionalLong(row, prefix + "sample_micros"),
                optionalLong(row, prefix + "score_micros"));
    }

    private static Score score(ResultSet row, String prefix) throws SQLException {
        String perClass = row.getString(prefix + "class_scores");
        if (perClass == null) {
            return new Score.Single(row.getDouble(prefix + "score"));
        }
        return ClassScoresJson.read(perClass);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OptionalDouble optionalDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
