package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A forge with pull requests. Of a task in an environment one at most is open: all of them would raise the same counter,
 * so that a merge of one makes the others unfit. The newest one stays, whoever opened it; who finds an older one of ours
 * closes it and says by which it was overtaken.
 */
final class PullRequestForge implements Forge {
    private final Supplier<PullRequests> connect;
    private final ConfigRepository repository;

    PullRequestForge(Supplier<PullRequests> connect, ConfigRepository repository) {
        this.connect = connect;
        this.repository = repository;
    }

    @Override
    public Optional<PublishOutcome.Refused> objection(PointerChange change, IfClosed ifClosed) {
        return switch (ifClosed) {
            case ASK_AGAIN -> Optional.empty();
            case REFUSE -> {
                try (PullRequests requests = connect.get()) {
                    yield requests.ofBranch(change.branch()).stream()
                            .findFirst()
                            .filter(newest -> newest.state() == PullRequest.State.CLOSED)
                            .map(newest -> refused("the pull request " + newest.url() + " for " + change.branch()
                                    + " was closed without being merged; whoever wants it all the same asks again"
                                    + " with --again"));
                }
            }
        };
    }

    @Override
    public Optional<PublishOutcome> publish(ProposedChange proposed) {
        try (PullRequests requests = connect.get()) {
            List<PullRequest> known = requests.ofBranch(proposed.branch());
            Optional<PullRequest> open =
                    known.stream().filter(PullRequest::isOpen).findFirst();
            if (open.isEmpty()
                    && known.stream()
                            .findFirst()
                            .filter(PullRequestForge::isMerged)
                            .isPresent()) {
                return Optional.empty(); // people were quicker
            }
            RequestText text = ChangeTrailers.request(proposed.change());
            PullRequest mine = open.orElseGet(() -> requests.create(proposed.branch(), text));
            if (!mine.says(text)) {
                requests.rewrite(mine, text);
            }
            return Optional.of(settled(requests, mine, proposed));
        }
    }

    private static boolean isMerged(PullRequest request) {
        return request.state() == PullRequest.State.MERGED;
    }

    /** Closes what was overtaken, which may be the very one that was opened. */
    private static PublishOutcome settled(PullRequests requests, PullRequest mine, ProposedChange proposed) {
        ChangeBranch branch = ChangeBranch.read(proposed.branch()).orElseThrow();
        List<PullRequest> all = new ArrayList<>(List.of(mine));
        requests.open().stream()
                .filter(other -> other.number() != mine.number())
                .filter(other -> ChangeBranch.read(other.branch())
                        .filter(branch::isBeside)
                        .isPresent())
                .forEach(all::add);
        PullRequest newest = Collections.max(all, Comparator.comparingLong(PullRequest::number));
        all.remove(newest);
        for (PullRequest overtaken : all) {
            requests.close(
                    overtaken,
                    "Overtaken by " + newest.url() + ": both change the same file, and would raise the same counter.");
        }
        if (newest.number() != mine.number()) {
            return refused("the pull request " + mine.url() + " was overtaken by " + newest.url()
                    + ", which was opened later, and is closed; whoever wants it all the same asks again with --again");
        }
        return new PublishOutcome.PullRequestOpened(
                proposed.change().pointer(),
                proposed.branch(),
                proposed.commit(),
                mine.url(),
                all.stream().map(PullRequest::url).toList());
    }

    private static PublishOutcome.Refused refused(String reason) {
        return new PublishOutcome.Refused(ErrorCode.PULL_REQUEST_CLOSED, reason);
    }

    @Override
    public List<OpenChange> open() {
        try (PullRequests requests = connect.get()) {
            List<OpenChange> open = new ArrayList<>();
            for (PullRequest request : requests.open()) {
                ChangeBranch.read(request.branch())
                        .ifPresent(branch -> open.add(change(branch, request, requests.readiness(request))));
            }
            return open;
        }
    }

    private OpenChange change(ChangeBranch branch, PullRequest request, MergeReadiness readiness) {
        return new OpenChange(
                branch.kind(),
                branch.task(),
                branch.environment(),
                branch.version(),
                repository
                        .proposed(branch.task(), branch.environment(), request.branch())
                        .filter(pointer ->
                                pointer.version().equals(branch.version()) && pointer.release() == branch.release())
                        .map(ModelPointer::digest),
                branch.release(),
                request.branch(),
                request.url(),
                readiness);
    }
}
