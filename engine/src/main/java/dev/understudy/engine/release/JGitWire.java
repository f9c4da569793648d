package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TimedCall;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** Conversations with a repository elsewhere. Each ends within the patience, or is given up. */
final class JGitWire {
    private final RepositoryAddress.Remote address;
    private final RemoteAccess access;

    JGitWire(RepositoryAddress.Remote address, RemoteAccess access) {
        this.address = address;
        this.access = access;
    }

    RepositoryAddress.Remote address() {
        return address;
    }

    /**
     * What was found there.
     *
     * @param branches those that were asked for and are there
     * @param empty whether there is no branch at all
     */
    record Fetched(Map<String, ObjectId> branches, boolean empty) {}

    /**
     * Fetches branches with their history, and remembers the main branch.
     *
     * @throws JGitUnrelatedException if the main branch is not what the copy knows, or a descendant of it
     */
    Fetched fetch(Repository mirror, List<String> branches) throws IOException {
        return talk(mirror, transport -> {
            Fetched fetched = fetch(transport, mirror, branches);
            if (!fetched.branches().isEmpty() || branches.isEmpty()) {
                return fetched;
            }
            try (FetchConnection everything = transport.openFetch()) {
                return new Fetched(Map.of(), everything.getRefs().isEmpty());
            }
        });
    }

    private static Fetched fetch(Transport transport, Repository mirror, List<String> branches) throws IOException {
        List<RefSpec> asked = branches.stream()
                .map(name -> new RefSpec(Constants.R_HEADS + name))
                .toList();
        try (FetchConnection connection = transport.openFetch(asked)) {
            ObjectId before = JGitMirror.lastSeen(mirror);
            Map<String, ObjectId> there = new HashMap<>();
            List<Ref> wanted = new ArrayList<>();
            for (String branch : branches) {
                Ref ref = connection.getRef(Constants.R_HEADS + branch);
                if (ref != null) {
                    ObjectId id = Objects.requireNonNull(ref.getObjectId(), "a branch that is there has a commit");
                    there.put(branch, id);
                    if (!id.equals(before)) {
                        wanted.add(ref);
                    }
                }
            }
            if (!wanted.isEmpty()) {
                connection.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
            }
            ObjectId main = there.get(RepositoryLayout.MAIN);
            if (main != null) {
                requireDescendant(mirror, before, main);
                JGitMirror.remember(mirror, before, main);
            }
            return new Fetched(Map.copyOf(there), false);
        }
    }

    private static void requireDescendant(Repository mirror, ObjectId before, ObjectId now) throws IOException {
        if (before.equals(now) || before.equals(ObjectId.zeroId())) {
            return;
        }
        try (RevWalk walk = new RevWalk(mirror)) {
            if (!walk.isMergedInto(walk.parseCommit(before), walk.parseCommit(now))) {
                throw new JGitUnrelatedException();
            }
        }
    }

    /** Moves, creates or deletes a branch there, if it is where it is believed to be; its status tells. */
    RemoteRefUpdate push(Repository mirror, String branch, ObjectId from, ObjectId to) throws IOException {
        return talk(mirror, transport -> {
            String name = Constants.R_HEADS + branch;
            RemoteRefUpdate update = new RemoteRefUpdate(
                    mirror,
                    (String) null,
                    to.equals(ObjectId.zeroId()) ? null : to,
                    name,
                    true, // the expected id is the stricter rule
                    null,
                    from);
            return transport.push(NullProgressMonitor.INSTANCE, List.of(update)).getRemoteUpdate(name);
        });
    }

    private interface Talk<T> {
        T on(Transport transport) throws IOException;
    }

    private <T> T talk(Repository mirror, Talk<T> talk) throws IOException {
        JGitConnector connector = JGitConnector.to(address, access);
        mirror.incrementOpen(); // given up, it may still be at it when the caller closes the copy
        TimedCall<T> conversation = TimedCall.begin(thread(), () -> {
            try (mirror;
                    JGitConnector closed = connector;
                    Transport transport = closed.open(mirror)) {
                return talk.on(transport);
            }
        });
        try {
            return conversation.await(access.patience());
        } catch (TimeoutException e) {
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_UNAVAILABLE,
                    "the config repository " + address + " did not answer within " + readable(access.patience())
                            + "; try again, or raise release.patience",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnderstudyException(
                    ErrorCode.CANCELLED, "interrupted while waiting for the config repository " + address, e);
        } catch (ExecutionException e) {
            throw connector.trouble(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /**
     * An interruption closes the sockets of a virtual thread, however slowly bytes come in; a file system that hangs
     * would keep a carrier from others.
     */
    private Thread.Builder thread() {
        return switch (address.protocol()) {
            case HTTP, HTTPS -> Thread.ofVirtual().name("config repository");
            case FILE, SSH -> Thread.ofPlatform().daemon().name("config repository");
        };
    }

    private static String readable(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
