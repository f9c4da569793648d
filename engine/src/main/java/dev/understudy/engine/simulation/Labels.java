package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TaskKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the labels of a task: a binary task's are 1 for positive and 0 for anything else, whatever it is called; those of
 * several classes are numbered as they come, the candidate's first. Not for several threads.
 */
final class Labels {
    /** What a regression has. */
    static final int NONE = -1;

    private final TaskKind kind;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    Labels(TaskKind kind, List<String> classes) {
        this.kind = kind;
        classes.forEach(this::next);
    }

    int number(String label) {
        return switch (kind) {
            case BINARY -> label.equals(names.get(1)) ? 1 : 0;
            case MULTICLASS -> {
                Integer known = numbers.get(label);
                yield known == null ? next(label) : known;
            }
            case REGRESSION -> NONE;
        };
    }

    private int next(String label) {
        numbers.put(label, names.size());
        names.add(label);
        return names.size() - 1;
    }

    int[] numbers(List<String> labels) {
        return labels.stream().mapToInt(this::number).toArray();
    }

    /** The labels until now, by number. */
    List<String> names() {
        return List.copyOf(names);
    }
}
