package dev.understudy.engine.jobs;

import dev.understudy.engine.database.BulkRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Writes down how tries ended, many at a time. Whoever has lost a lease changes nothing. */
final class JdbiJobEnds {
    private static final String HELD = " WHERE job_id = ? AND token = ? AND lane = 3";
    private static final String RENEW = "UPDATE job SET due_at = ?" + HELD;
    private static final String SUCCEED = """
            UPDATE job SET lane = 5, due_at = ?, result = ?, long_result = ?, payload = NULL, long_payload = NULL""" + HELD;
    private static final String FAIL =
            "UPDATE job SET lane = 4, due_at = ?, failure_code = ?, failure_reason = ?" + HELD;
    private static final String AGAIN = """
            UPDATE job SET lane = priority, due_at = ?, token = token + 1, failure_code = ?, failure_reason = ?""" + HELD;
    private static final String GIVE_BACK = """
            UPDATE job SET lane = priority, due_at = CASE WHEN ? THEN submitted_at ELSE ? END, token = token + 1,
                attempts = attempts - 1""" + HELD;

    private final JdbiQueueClock clock;
    private final JobPolicy policy;

    JdbiJobEnds(JdbiQueueClock clock, JobPolicy policy) {
        this.clock = clock;
        this.policy = policy;
    }

    Set<JobLease> renew(Handle handle, Collection<JobLease> leases) {
        Instant until = clock.now(handle).plus(policy.lease());
        try (Batch renewals = new Batch(handle, RENEW)) {
            for (JobLease lease : leases) {
                JdbiJobRows.put(renewals.statement, 1, until);
                renewals.add(2, lease);
            }
            return renewals.held();
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
    }

    Set<JobLease> end(Handle handle, Collection<? extends JobEnd> ends) {
        Instant now = clock.now(handle);
        Set<JobLease> held = new HashSet<>();
        try (Batch successes = new Batch(handle, SUCCEED);
                Batch failures = new Batch(handle, FAIL);
                Batch retries = new Batch(handle, AGAIN);
                Batch returns = new Batch(handle, GIVE_BACK)) {
            for (JobEnd end : ends) {
                switch (end) {
                    case JobEnd.Succeeded(JobLease lease, String result) -> {
                        JdbiJobRows.put(successes.statement, 1, now);
                        JdbiJobRows.putText(successes.statement, 2, 3, result);
                        successes.add(4, lease);
                    }
                    case JobEnd.Failed(JobLease lease, JobFailure failure) -> {
                        JdbiJobRows.put(failures.statement, 1, now);
                        failures.add(2, failure, lease);
                    }
                    case JobEnd.Retry(JobLease lease, JobFailure failure) -> {
                        int attempts = attempts(handle, lease);
                        if (attempts < policy.tries()) {
                            JdbiJobRows.put(retries.statement, 1, now.plus(policy.backOff(Math.max(1, attempts))));
                            retries.add(2, failure, lease);
                        } else {
                            JdbiJobRows.put(failures.statement, 1, now);
                            failures.add(2, failure, lease);
                        }
                    }
                    case JobEnd.GivenBack(JobLease lease, Duration after) -> {
                        returns.statement.setBoolean(1, !after.isPositive());
                        JdbiJobRows.put(returns.statement, 2, now.plus(after));
                        returns.add(3, lease);
                    }
                }
            }
            for (Batch batch : List.of(successes, failures, retries, returns)) {
                held.addAll(batch.held());
            }
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
        return held;
    }

    /** How many tries of a job have begun; 0 where the lease has been lost. */
    private static int attempts(Handle handle, JobLease lease) throws SQLException {
        try (PreparedStatement query =
                handle.getConnection().prepareStatement("SELECT attempts FROM job WHERE job_id = ? AND token = ?")) {
            query.setString(1, lease.id().text());
            query.setLong(2, lease.token());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** Updates of one kind. */
    private static final class Batch implements AutoCloseable {
        private final PreparedStatement statement;
        private final List<JobLease> leases = new ArrayList<>();

        Batch(Handle handle, String sql) throws SQLException {
            this.statement = handle.getConnection().prepareStatement(sql);
        }

        void add(int column, JobLease lease) throws SQLException {
            statement.setString(column, lease.id().text());
            statement.setLong(column + 1, lease.token());
            statement.addBatch();
            leases.add(lease);
        }

        void add(int column, JobFailure failure, JobLease lease) throws SQLException {
            statement.setString(column, failure.code());
            statement.setString(column + 1, failure.reason());
            add(column + 2, lease);
        }

        /** The leases that held, once all are told. */
        Set<JobLease> held() throws SQLException {
            Set<JobLease> held = new HashSet<>();
            if (leases.isEmpty()) {
                return held;
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 1) {
                    held.add(leases.get(i));
                }
            }
            return held;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
