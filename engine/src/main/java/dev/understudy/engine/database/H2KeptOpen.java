package dev.understudy.engine.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Keeps the embedded database open, which closes with its last connection, and has its commits wait for the disk. A
 * failed write, such as on a full disk, makes H2 close the database under everybody's feet; the next connection opens it
 * again, and this one has to be made anew.
 */
final class H2KeptOpen implements GroupCommit.Durability, AutoCloseable {
    /** Less room is as good as none: a group of large calls takes more. */
    private static final long FEWEST_BYTES = 1L << 20;

    private static final int SECONDS = 1;

    private final DataSource source;
    private final Path folder;
    private Connection connection;

    H2KeptOpen(DataSource source, Path folder) throws SQLException {
        this.source = source;
        this.folder = folder;
        this.connection = source.getConnection();
    }

    /**
     * A commit alone is not on disk, and {@code CHECKPOINT SYNC} is not enough: where H2's own writer has just begun to
     * store the same changes, it takes them for stored and forces the file before they have been written to it. So what
     * is under way is waited for before the file is forced.
     */
    @Override
    public void sync(Handle handle) {
        handle.execute("CHECKPOINT");
        try {
            MVStore store = store(handle.getConnection());
            store.executeFilestoreOperation(() -> {});
            store.sync();
        } catch (MVStoreException | SQLException e) {
            throw new UnableToExecuteStatementException(
                    "the database's file cannot be written: " + e.getMessage(), e, null);
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        Session session = connection.unwrap(JdbcConnection.class).getSession();
        return ((SessionLocal) session).getDatabase().getStore().getMvStore();
    }

    @Override
    public void probe(Handle handle) {
        try {
            long room = Files.getFileStore(folder).getUsableSpace();
            if (room < FEWEST_BYTES) {
                throw new UnableToExecuteStatementException("the disk has " + room + " bytes left", null);
            }
        } catch (IOException e) {
            throw new UnableToExecuteStatementException("the disk does not answer", e, null);
        }
    }

    @Override
    public synchronized void recover() {
        try {
            if (!connection.isValid(SECONDS)) {
                connection = source.getConnection();
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
