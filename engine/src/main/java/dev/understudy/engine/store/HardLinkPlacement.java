package dev.understudy.engine.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A second name for the file: the one call that both is atomic and refuses a name that is taken, without any lock. */
final class HardLinkPlacement implements Placement {
    private final Placement whereLinksAreMissing;

    HardLinkPlacement(Placement whereLinksAreMissing) {
        this.whereLinksAreMissing = whereLinksAreMissing;
    }

    @Override
    public void place(Path finished, Path target) throws IOException {
        try {
            Files.createLink(target, finished);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // no error number says "no links here" on every system, so any refusal goes the other way, which
            // ends in an error of its own where the disk is full or read-only
            whereLinksAreMissing.place(finished, target);
        }
    }
}
