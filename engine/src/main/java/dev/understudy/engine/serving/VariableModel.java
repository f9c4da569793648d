package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.release.PointerFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The model that the environment variables of the process name, for a workspace with a single task. It stays the same
 * as long as the process lives.
 *
 * @param task the only task
 * @param named its model
 */
public record VariableModel(TaskName task, ModelPointer named) implements ReleasedModels {
    /** Whether the variables name a model, be it only in part. */
    public static boolean isIn(Map<String, String> variables) {
        return PointerFile.KEYS.stream().anyMatch(variables::containsKey);
    }

    /**
     * Reads the variables {@link PointerFile#KEYS}.
     *
     * @param tasks of the workspace
     * @throws UnderstudyException {@link ErrorCode#WORKSPACE_INVALID} if there is not exactly one task, or a variable is
     *     missing or wrong
     */
    public static VariableModel of(Collection<TaskName> tasks, Map<String, String> variables) {
        if (tasks.size() != 1) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "MODEL_URI and the other MODEL_ variables name the model of a single task, and the workspace has "
                            + tasks.size() + "; expected a mounted folder for each (--models)");
        }
        Map<String, String> values = new LinkedHashMap<>();
        PointerFile.KEYS.stream()
                .filter(variables::containsKey)
                .forEach(key -> values.put(key, variables.getOrDefault(key, "")));
        try {
            return new VariableModel(tasks.iterator().next(), PointerFile.ofValues(values));
        } catch (UnderstudyException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "the environment variables of the model: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<ModelPointer> pointer(TaskName asked) {
        return asked.equals(task) ? Optional.of(named) : Optional.empty();
    }

    @Override
    public String channel() {
        return "variables";
    }

    @Override
    public String where() {
        return "by the environment variables";
    }
}
