package dev.understudy.server.command;

import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.release.PublishOutcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Prints what came of a release or rollback. */
final class PublishPrinter {
    private PublishPrinter() {}

    static int print(EngineCommand command, Environment environment, PublishOutcome outcome) {
        return switch (outcome) {
            case PublishOutcome.Merged merged -> {
                command.print(document(environment, merged.pointer(), merged.commit(), merged.branch(), null));
                yield ExitCode.DONE;
            }
            case PublishOutcome.PullRequestOpened opened -> {
                command.tell(opened.pointer().version() + " is live in " + environment.key()
                        + " once its pull request is merged: " + opened.url());
                opened.overtaken().forEach(url -> command.tell("closed, as this one takes its place: " + url));
                command.print(document(environment, opened.pointer(), opened.commit(), opened.branch(), opened.url()));
                yield ExitCode.DONE;
            }
            case PublishOutcome.AlreadyLive already -> {
                command.tell(already.release().version() + " is live in " + environment.key() + " already");
                command.print(document(
                        environment,
                        already.release().pointer(),
                        already.release().commit(),
                        already.release().branch(),
                        null));
                yield ExitCode.DONE;
            }
            case PublishOutcome.Refused refused -> {
                command.tell("not released: " + refused.reason());
                ObjectNode document = Documents.object();
                document.putObject("error").put("code", refused.rule().code()).put("message", refused.reason());
                if (command.isJson()) {
                    command.print(document);
                }
                yield ExitCode.of(refused.rule().category());
            }
        };
    }

    private static ObjectNode document(
            Environment environment,
            ModelPointer pointer,
            String commit,
            @Nullable String branch,
            @Nullable String pullRequest) {
        ObjectNode document = Documents.object();
        document.put("environment", environment.key());
        document.put("version", pointer.version().text());
        document.put("digest", pointer.digest().text());
        document.put("commit", commit);
        document.put("branch", branch);
        document.put("pullRequest", pullRequest);
        document.put("release", pointer.release());
        return document;
    }
}
