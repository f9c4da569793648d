package dev.understudy.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryArtifactStoreTest extends ArtifactStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    @Override
    ArtifactStore open() {
        return DirectoryArtifactStore.open(directory.resolve("store"), InstantSource.fixed(NOW));
    }

    @Test
    void refusesNamesThatDifferOnlyInCase() {
        ArtifactStore store = open();
        store.create(new ObjectPath("models/hotels/v1/manifest.json"), bytes("one"));

        for (String other : List.of("models/hotels/v1/Manifest.json", "models/Hotels/v1/manifest.json", "MODELS/x")) {
            assertFails(ErrorCode.ARTIFACT_EXISTS, () -> store.create(new ObjectPath(other), bytes("one")));
        }
        assertThat(store.list(new ObjectPath("models"))).hasSize(1);
    }

    @Test
    void refusesAnObjectWhereAFolderIsAndTheOtherWayRound() {
        ArtifactStore store = open();
        store.create(new ObjectPath("models/hotels"), bytes("object"));
        store.create(new ObjectPath("evidence/hotels/v1"), bytes("object"));

        assertFails(ErrorCode.ARTIFACT_EXISTS, () -> store.create(new ObjectPath("models/hotels/v1"), bytes("x")));
        assertFails(ErrorCode.ARTIFACT_EXISTS, () -> store.create(new ObjectPath("evidence/hotels"), bytes("x")));
    }

    @Test
    void followsNoLinkOnTheWay() throws IOException {
        ArtifactStore store = open();
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(directory.resolve("store/models"), outside);
        ObjectPath path = new ObjectPath("models/secret");

        assertFails(ErrorCode.ARTIFACT_INVALID, () -> store.read(path));
        assertFails(ErrorCode.ARTIFACT_INVALID, () -> store.exists(path));
        assertFails(ErrorCode.ARTIFACT_INVALID, () -> store.list(new ObjectPath("models")));
        assertFails(ErrorCode.ARTIFACT_INVALID, () -> store.create(new ObjectPath("models/new"), bytes("x")));
        assertThat(outside).isDirectoryNotContaining("glob:**/new");
    }

    @Test
    void followsNoLinkInAnObjectsPlace() throws IOException {
        ArtifactStore store = open();
        Files.writeString(directory.resolve("secret"), "secret");
        Files.createDirectories(directory.resolve("store/models"));
        Files.createSymbolicLink(directory.resolve("store/models/link"), directory.resolve("secret"));
        Files.createSymbolicLink(directory.resolve("store/models/dangling"), directory.resolve("nowhere"));

        assertFails(ErrorCode.ARTIFACT_INVALID, () -> store.read(new ObjectPath("models/link")));
        assertFails(ErrorCode.ARTIFACT_INVALID, () -> store.create(new ObjectPath("models/dangling"), bytes("x")));
        assertThat(store.list(new ObjectPath("models"))).isEmpty();
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void theRootItselfMayBeALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("disk"));
        Files.createSymbolicLink(directory.resolve("store"), real);

        open().create(new ObjectPath("models/a"), bytes("x"));

        assertThat(real.resolve("models/a")).hasContent("x");
    }

    @Test
    void leavesNoPartialFilesAndSweepsThoseOfTheKilled() throws IOException {
        ArtifactStore store = open();
        store.create(new ObjectPath("models/a"), bytes("x"));
        Path partials = directory.resolve("store/.partial");
        assertThat(partials).isEmptyDirectory();
        Path old = partial(partials.resolve("old.part"), NOW.minus(Duration.ofDays(2)));
        Path fresh = partial(partials.resolve("fresh.part"), NOW.minus(Duration.ofMinutes(2)));

        open();

        assertThat(old).doesNotExist();
        assertThat(fresh).as("perhaps still being written").exists();
        assertThat(store.list(new ObjectPath("models"))).hasSize(1);
    }

    @Test
    void doesNotTakeWhatTheSystemLeavesForObjects() throws IOException {
        ArtifactStore store = open();
        store.create(new ObjectPath("models/a"), bytes("x"));
        Files.writeString(directory.resolve("store/models/.nfs0001"), "x");

        assertThat(store.list(new ObjectPath("models"))).containsExactly(new ObjectPath("models/a"));
    }

    @Test
    void saysThatADirectoryCannotBeUsed() throws IOException {
        Files.writeString(directory.resolve("store"), "a file");

        assertFails(ErrorCode.STORE_UNAVAILABLE, this::open);
    }

    @Test
    void objectsAreOnDiskUnderTheirNames() throws IOException {
        open().create(new ObjectPath("models/a/b"), bytes("x"));

        try (Stream<Path> files = Files.walk(directory.resolve("store/models"))) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(directory.resolve("store/models/a/b"));
        }
    }

    private static Path partial(Path file, Instant written) throws IOException {
        Files.writeString(file, "half an obj");
        return Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
