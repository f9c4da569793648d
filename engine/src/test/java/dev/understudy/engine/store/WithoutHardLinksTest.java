package dev.understudy.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory store as it works on a file system that has no hard links. */
final class WithoutHardLinksTest extends ArtifactStoreContract {
    @TempDir
    Path directory;

    @Override
    ArtifactStore open() {
        try {
            Path root = directory.toRealPath();
            PartialFiles partials = PartialFiles.in(root);
            return new DirectoryArtifactStore(root, partials, new LockedRenamePlacement(partials.lockFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesTheOtherWayWhereALinkIsRefused() throws IOException {
        List<Path> renamed = new ArrayList<>();
        Placement placement = new HardLinkPlacement((finished, target) -> renamed.add(target));
        Path unlinkable = Files.createDirectory(directory.resolve("folder")); // no system links folders

        placement.place(unlinkable, directory.resolve("a"));

        assertThat(renamed).containsExactly(directory.resolve("a"));
    }
}
