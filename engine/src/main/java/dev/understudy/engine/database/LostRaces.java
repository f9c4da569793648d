package dev.understudy.engine.database;

import java.sql.SQLException;
import java.util.Set;

/** Failures of a transaction that another one got in the way of: tried anew, it sees what that one did. */
final class LostRaces {
    /** By the standard: a repeated key, a serialisation failure, and PostgreSQL's deadlock. */
    private static final Set<String> STATES = Set.of("23505", "40001", "40P01");

    private LostRaces() {}

    static boolean isOne(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && STATES.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
