package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.task.TaskDefinition;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a file holds what a model said that lives elsewhere.
 *
 * @param version the name its predictions are kept under, {@code x-NAME}
 * @param score the column of the score. Multiclass: of a JSON object from class to probability, or else what the
 *     columns' names begin with that hold one probability each, and end with the class
 * @param label the column of the predicted label, if there is one
 */
public record ScoreColumns(VersionName version, String score, Optional<String> label) {
    private static final String PREFIX = "x-";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,60}");

    public ScoreColumns {
        if (!version.isExternal()) {
            throw new IllegalArgumentException(version + " does not live elsewhere");
        }
    }

    /**
     * The columns of a model by the name that a user gives it, with or without {@code x-} before it.
     *
     * @throws UnderstudyException USAGE if that is no name
     */
    public static ScoreColumns of(String name, String score, Optional<String> label) {
        String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        if (!NAME.matcher(bare).matches()) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    "expected a model's name of lower-case letters, digits, . and -, at most 61 and none of . and - at"
                            + " its beginning, and found " + Quoted.of(name));
        }
        return new ScoreColumns(new VersionName(PREFIX + bare), score, label);
    }

    /**
     * Checks that a task can have such columns.
     *
     * @throws UnderstudyException DATA_INVALID if the task needs one of them for something else, or predicts no label
     */
    void check(TaskDefinition task) {
        if (task.kind() == TaskKind.REGRESSION && label.isPresent()) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    "the task " + task.name() + " is a regression, which predicts no label; leave the column "
                            + Quoted.of(label.get()) + " out");
        }
        Stream.concat(Stream.of(score), label.stream())
                .filter(task::names)
                .findFirst()
                .ifPresent(column -> {
                    throw new UnderstudyException(
                            ErrorCode.DATA_INVALID,
                            "the column " + Quoted.of(column) + " is one of event, outcome or features of the task "
                                    + task.name() + ", and cannot hold a prediction too");
                });
        if (label.filter(score::equals).isPresent()) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    "score and label cannot be the same column, and are both " + Quoted.of(score));
        }
    }

    /** Whether a column of a file holds part of a prediction of this task's, and so no raw input. */
    boolean holds(TaskDefinition task, String column) {
        return column.equals(score)
                || label.filter(column::equals).isPresent()
                || (task.kind() == TaskKind.MULTICLASS && isOfOneClass(task, column));
    }

    /** Whether a column holds the probability of one class. */
    boolean isOfOneClass(TaskDefinition task, String column) {
        return column.length() > score.length()
                && column.startsWith(score)
                && label.filter(column::equals).isEmpty()
                && !task.names(column);
    }

    /** In words, for a message. */
    String describe(TaskKind kind) {
        return kind == TaskKind.MULTICLASS
                ? String.format(Locale.ROOT, "%s, or one column a class whose name begins with %1$s", score)
                : score;
    }
}
