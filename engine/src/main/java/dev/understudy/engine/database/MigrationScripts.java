package dev.understudy.engine.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The scripts that make the schema. To see that a database has had all of them takes one query; Flyway takes a good part
 * of the time in which a service should be ready.
 */
final class MigrationScripts {
    /** Where they lie on the class path. */
    static final String FOLDER = "dev/understudy/engine/database";

    private static final String FIRST = "V1__logs_and_registry.sql";

    private MigrationScripts() {}

    /** Whether a database has had exactly these scripts; if not, or if that cannot be told, Flyway has to look. */
    static boolean areApplied(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return applied(connection).equals(names());
        } catch (SQLException e) { // a new database; or one that does not answer, which Flyway will say
            return false;
        }
    }

    private static Set<String> applied(Connection connection) throws SQLException {
        Set<String> applied = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT \"script\", \"success\" FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL")) {
            while (rows.next()) {
                applied.add(rows.getBoolean(2) ? rows.getString(1) : "failed: " + rows.getString(1));
            }
        }
        return applied;
    }

    /** The names of all scripts, whether they lie in a folder or in a jar. */
    static Set<String> names() {
        URL first = Objects.requireNonNull(MigrationScripts.class.getResource(FIRST), FIRST);
        try {
            return first.openConnection() instanceof JarURLConnection jar ? ofJar(jar) : ofFolder(first.toURI());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> ofJar(JarURLConnection jar) throws IOException {
        // the class loader has the same file open; it stays open
        return scripts(jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(FOLDER + "/"))
                .map(name -> name.substring(FOLDER.length() + 1)));
    }

    private static Set<String> ofFolder(URI first) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(first).resolveSibling(""))) {
            return scripts(files.map(file -> file.getFileName().toString()));
        }
    }

    private static Set<String> scripts(Stream<String> names) {
        return names.filter(name -> name.matches("V[0-9]+__\\w+\\.sql")).collect(Collectors.toSet());
    }
}
