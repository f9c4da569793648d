package dev.understudy.engine.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.regex.Pattern;

/** A shared PostgreSQL database. */
public final class PostgresDatabase {
    private static final int CONNECTIONS = 8;
    /** One is worked out while the other waits for the disk; more make the groups smaller, which costs more than it gains. */
    private static final int LANES = 2;

    private static final long CONNECT_MILLIS = 10_000;
    /** Callers wait for it: while the database is away, they are better told so. */
    private static final long RECONNECT_MILLIS = 2_000;

    private PostgresDatabase() {}

    /**
     * Where the database is, field by field, so that no text can smuggle in options.
     *
     * @param host name or address
     * @param port TCP port
     * @param database name of the database
     * @param user role to connect as
     * @param password its password; never printed
     */
    public record Address(String host, int port, String database, String user, String password) {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]+");

        public Address {
            if (!PLAIN.matcher(host).matches() || !PLAIN.matcher(database).matches()) {
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        "database host and name are letters, digits and . _ - only, and not " + host + " and "
                                + database);
            }
        }

        @Override
        public String toString() {
            return "PostgreSQL " + database + " on " + host + ":" + port + " as " + user;
        }
    }

    /** Connects and brings the schema up to date. */
    public static Database open(Address address) {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        config.addDataSourceProperty("serverName", address.host());
        config.addDataSourceProperty("portNumber", address.port());
        config.addDataSourceProperty("databaseName", address.database());
        config.addDataSourceProperty("reWriteBatchedInserts", true);
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setConnectionInitSql(PostgresDurability.EACH_CONNECTION);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new UnderstudyException(
                    ErrorCode.DATABASE_UNAVAILABLE, "cannot connect to " + address + ": " + e.getMessage(), e);
        }
        Database database = Database.open(
                pool, address.toString(), new PostgresDurability(), LANES, PostgresNamedLock::new, pool::close);
        pool.getHikariConfigMXBean().setConnectionTimeout(RECONNECT_MILLIS);
        return database;
    }
}
