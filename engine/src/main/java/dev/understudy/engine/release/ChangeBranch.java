package dev.understudy.engine.release;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The branch of a change by its name: {@code release/<task>/<environment>/<version>-<counter>}.
 *
 * @param kind which way the change goes
 * @param task whose model
 * @param environment where
 * @param version which version
 * @param release the counter that it would have
 */
record ChangeBranch(ChangeKind kind, TaskName task, Environment environment, VersionName version, long release) {
    private static final Pattern NAME =
            Pattern.compile("(release|rollback)/([^/]+)/(staging|production)/([^/]+)-([1-9][0-9]{0,11})");

    String name() {
        return kind.key() + "/" + task + "/" + environment.key() + "/" + version + "-" + release;
    }

    /** The branch of that name; empty if it is none of ours. */
    static Optional<ChangeBranch> read(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ChangeBranch(
                    Arrays.stream(ChangeKind.values())
                            .filter(kind -> kind.key().equals(matcher.group(1)))
                            .findFirst()
                            .orElseThrow(),
                    new TaskName(matcher.group(2)),
                    Environment.ofKey(matcher.group(3)),
                    new VersionName(matcher.group(4)),
                    Long.parseLong(matcher.group(5))));
        } catch (UnderstudyException e) {
            return Optional.empty(); // no task or version can have such a name
        }
    }

    /** Whether both are of one task in one environment, of which one pull request at most can be merged. */
    boolean isBeside(ChangeBranch other) {
        return task.equals(other.task) && environment == other.environment;
    }
}
