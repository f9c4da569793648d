package dev.understudy.engine.database;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * An open database with its schema up to date. Reads run side by side; writes are grouped into few durable commits.
 * Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** How often a gathered write is tried that others get in the way of. */
    private static final int ATTEMPTS = 5;

    private final Jdbi jdbi;
    private final GroupCommit writes;
    private final WriteHealth health;
    private final int lanes;
    private final NamedLock locks;
    private final Runnable onClose;

    private Database(Jdbi jdbi, GroupCommit.Durability durability, int lanes, NamedLock locks, Runnable onClose) {
        this.jdbi = jdbi;
        this.lanes = lanes;
        this.locks = locks;
        this.writes = new GroupCommit(jdbi, durability);
        this.health = new WriteHealth(jdbi, durability);
        this.onClose = onClose;
    }

    /**
     * Brings the schema up to date and opens the database.
     *
     * @param lanes how many gathered writes may go on at a time; 1: they go through the group commit too
     * @param locks makes what lets one at a time do something
     */
    static Database open(
            DataSource source,
            String what,
            GroupCommit.Durability durability,
            int lanes,
            Function<Jdbi, NamedLock> locks,
            Runnable onClose) {
        try {
            if (!MigrationScripts.areApplied(source)) {
                Flyway.configure(Database.class.getClassLoader())
                        .dataSource(source)
                        .locations("classpath:" + MigrationScripts.FOLDER)
                        .load()
                        .migrate();
            }
            Jdbi jdbi = Jdbi.create(source);
            jdbi.registerArgument(new InstantArgument());
            jdbi.registerColumnMapper(new InstantColumn());
            return new Database(jdbi, durability, lanes, locks.apply(jdbi), onClose);
        } catch (FlywayException | JdbiException e) {
            onClose.run();
            throw new UnderstudyException(
                    ErrorCode.DATABASE_UNAVAILABLE, "cannot open " + what + ": " + rootMessage(e), e);
        }
    }

    /** Runs a read; it sees only what is committed. */
    public <T> T read(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /** Runs a write; when this returns, what it wrote survives a crash. */
    public <T> T write(Function<Handle, T> work) {
        try {
            T value = writes.run(work);
            health.succeeded();
            return value;
        } catch (JdbiException e) {
            health.failed();
            throw failed(e);
        }
    }

    /**
     * Whether writes are kept: not after one has failed, such as on a full disk, until another one, or the probe that this
     * makes then, succeeds.
     */
    public boolean isWritable() {
        return health.isGood();
    }

    /** Why what is acknowledged may be lost all the same, for operators; nothing where it is not. */
    public List<String> doubts() {
        try {
            return health.doubts();
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /** How many gathered writes may go on at a time. */
    public int lanes() {
        return lanes;
    }

    /**
     * Runs a write that was gathered from many calls; when this returns, what it wrote survives a crash. Where the
     * database has several lanes, it is a transaction of its own, so that one is worked out while another waits for the
     * disk. Others may write the same at the same time: a key that was there first, or a deadlock, has the work done
     * anew, which must then find what the others wrote.
     */
    public <T> T writeGathered(Function<Handle, T> work) {
        if (lanes == 1) {
            return write(work);
        }
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    T value = jdbi.inTransaction(work::apply);
                    health.succeeded();
                    return value;
                } catch (JdbiException e) {
                    if (attempt == ATTEMPTS || !LostRaces.isOne(e)) {
                        throw e;
                    }
                }
            }
        } catch (JdbiException e) {
            health.failed();
            throw failed(e);
        }
    }

    /**
     * Does some work while nobody else who has this database open, in whatever process, does work under the same name;
     * waits until then. A process that dies does no work any more.
     *
     * @param name what is done, as people say it: "retraining of hotels"
     * @param control asked, while it waits, whether to go on
     * @throws UnderstudyException CANCELLED while it waits
     */
    public <T> T oneAtATime(String name, RunControl control, Supplier<T> work) {
        try {
            return locks.hold(name, control, work);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    private static UnderstudyException failed(JdbiException e) {
        return new UnderstudyException(
                ErrorCode.DATABASE_UNAVAILABLE, "the database did not answer: " + rootMessage(e), e);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        onClose.run();
    }
}
