package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** The branches of a repository on this machine. */
final class JGitLocalBranches implements JGitBranches {
    /** A lock is held for milliseconds; one this old was left by a process that was killed. */
    static final Duration LOCK_ABANDONED_AFTER = Duration.ofSeconds(10);

    private final Repository repository;

    JGitLocalBranches(Repository repository) {
        this.repository = repository;
    }

    @Override
    public ObjectId read(String branch) throws IOException {
        Ref ref = repository.exactRef(Constants.R_HEADS + branch);
        ObjectId id = ref == null ? null : ref.getObjectId();
        return id == null ? ObjectId.zeroId() : id;
    }

    @Override
    public boolean move(String branch, ObjectId from, ObjectId to) throws IOException {
        String name = Constants.R_HEADS + branch;
        Collection<String> inTheWay = repository.getRefDatabase().getConflictingNames(name);
        if (!inTheWay.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_INVALID,
                    "the config repository has " + inTheWay + ", in the way of the branch " + branch);
        }
        return update(name, from, to) || (removeAbandonedLock(name) && update(name, from, to));
    }

    private boolean update(String name, ObjectId from, ObjectId to) throws IOException {
        RefUpdate update = repository.updateRef(name);
        update.setExpectedOldObjectId(from);
        update.setForceUpdate(true); // the expected id is the stricter rule
        update.disableRefLog();
        boolean deletion = to.equals(ObjectId.zeroId());
        if (!deletion) {
            update.setNewObjectId(to);
        }
        RefUpdate.Result result = deletion ? update.delete() : update.update();
        return switch (result) {
            case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> true;
            case LOCK_FAILURE -> false;
            default -> throw new IOException("moving " + name + " ended in " + result);
        };
    }

    /** Ages are taken by the disk's own clock, as this machine's may be wrong by hours. */
    private boolean removeAbandonedLock(String name) throws IOException {
        Path directory = repository.getDirectory().toPath();
        Path lock = directory.resolve(name + ".lock");
        if (!Files.exists(lock)) {
            return false;
        }
        Path now = Files.createTempFile(directory, "now", ".tmp");
        try {
            Instant abandoned = modified(now).minus(LOCK_ABANDONED_AFTER);
            return modified(lock).isBefore(abandoned) && Files.deleteIfExists(lock);
        } catch (NoSuchFileException e) {
            return false; // its owner has just given it back
        } finally {
            Files.deleteIfExists(now);
        }
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
