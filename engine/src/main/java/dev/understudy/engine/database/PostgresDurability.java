package dev.understudy.engine.database;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** PostgreSQL's own commit waits for the disk, so that there is nothing to add; unless it has been told not to. */
final class PostgresDurability implements GroupCommit.Durability {
    /** A role or a database may have it off: then commits return before they are on the disk. Stricter ones stay. */
    static final String EACH_CONNECTION = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    @Override
    public void sync(Handle handle) {}

    /** Rows enough that files have to grow: on a full disk a small write may still find room where the log's do not. */
    @Override
    public void probe(Handle handle) {
        boolean mayHaveTables = handle.createQuery("SELECT has_database_privilege(current_database(), 'TEMPORARY')")
                .mapTo(Boolean.class)
                .one();
        if (mayHaveTables) {
            handle.execute("CREATE TEMPORARY TABLE understudy_probe ON COMMIT DROP AS"
                    + " SELECT n, repeat('-', 1900) AS room FROM generate_series(1, 256) AS rows(n)");
        } else {
            handle.execute("SELECT txid_current()"); // its commit is written at least
        }
    }

    @Override
    public List<String> doubts(Handle handle) {
        List<String> doubts = new ArrayList<>();
        for (String parameter : List.of("fsync", "full_page_writes")) {
            String value = handle.createQuery("SELECT current_setting(:parameter)")
                    .bind("parameter", parameter)
                    .mapTo(String.class)
                    .one();
            if (value.equals("off")) {
                doubts.add("PostgreSQL runs with " + parameter
                        + " = off: a crash of its machine may lose or spoil what was acknowledged");
            }
        }
        return doubts;
    }
}
