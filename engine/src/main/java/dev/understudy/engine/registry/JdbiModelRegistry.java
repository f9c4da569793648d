package dev.understudy.engine.registry;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The model registry in the database. A version without a digest is reserved, and not there yet. */
public final class JdbiModelRegistry implements ModelRegistry {
    private final Database database;
    private final InstantSource clock;

    public JdbiModelRegistry(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<ModelVersion> ofTraining(TaskName task, Digest trainingIdentity) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM model_version
                        WHERE task = :task AND training_identity = :identity AND digest IS NOT NULL""")
                .bind("task", task.text())
                .bind("identity", trainingIdentity.text())
                .map((row, context) -> version(row))
                .findOne());
    }

    @Override
    public VersionName reserve(TaskName task, Digest trainingIdentity, ModelVersion.Facts facts) {
        return database.write(handle -> handle.createQuery(
                        "SELECT version FROM model_version WHERE task = :task AND training_identity = :identity")
                .bind("task", task.text())
                .bind("identity", trainingIdentity.text())
                .mapTo(String.class)
                .findOne()
                .map(VersionName::new)
                .orElseGet(() -> insert(handle, task, trainingIdentity, facts)));
    }

    private VersionName insert(Handle handle, TaskName task, Digest trainingIdentity, ModelVersion.Facts facts) {
        int number = handle.createQuery("SELECT COALESCE(MAX(version_number), 0) FROM model_version WHERE task = :task")
                        .bind("task", task.text())
                        .mapTo(Integer.class)
                        .one()
                + 1;
        VersionName version = VersionName.ofNumber(number);
        Instant now = clock.instant();
        handle.createUpdate("""
                        INSERT INTO model_version (task, version, version_number, training_identity, algorithm, as_of,
                            training_rows, seconds, details, known_at, recorded_at)
                        VALUES (:task, :version, :number, :identity, :algorithm, :asOf, :rows, :seconds, :details,
                            :now, :now)""")
                .bind("task", task.text())
                .bind("version", version.text())
                .bind("number", number)
                .bind("identity", trainingIdentity.text())
                .bind("algorithm", facts.algorithm())
                .bind("asOf", facts.asOf())
                .bind("rows", facts.rows())
                .bind("seconds", facts.seconds())
                .bind("details", RegistryJson.write(facts))
                .bind("now", now)
                .execute();
        return version;
    }

    @Override
    public ModelVersion complete(TaskName task, VersionName version, Digest digest, ModelVersion.Facts facts) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE model_version SET digest = :digest, seconds = :seconds, details = :details
                        WHERE task = :task AND version = :version AND digest IS NULL""")
                .bind("digest", digest.text())
                .bind("seconds", facts.seconds())
                .bind("details", RegistryJson.write(facts))
                .bind("task", task.text())
                .bind("version", version.text())
                .execute());
        ModelVersion there = find(task, version)
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.UNKNOWN_VERSION, "the version " + version + " of " + task + " was never reserved"));
        if (!there.digest().equals(digest)) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_EXISTS,
                    "the same training gave " + version + " of " + task + " another digest before: " + there.digest()
                            + ", and now " + digest);
        }
        return there;
    }

    @Override
    public List<ModelVersion> versions(TaskName task) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM model_version WHERE task = :task AND digest IS NOT NULL
                        ORDER BY version_number DESC""")
                .bind("task", task.text())
                .map((row, context) -> version(row))
                .list());
    }

    @Override
    public Optional<ModelVersion> find(TaskName task, VersionName version) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM model_version
                        WHERE task = :task AND version = :version AND digest IS NOT NULL""")
                .bind("task", task.text())
                .bind("version", version.text())
                .map((row, context) -> version(row))
                .findOne());
    }

    private static ModelVersion version(ResultSet row) throws SQLException {
        return new ModelVersion(
                new TaskName(row.getString("task")),
                new VersionName(row.getString("version")),
                new Digest(row.getString("digest")),
                RegistryJson.read(row.getString("details"), ModelVersion.Facts.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
