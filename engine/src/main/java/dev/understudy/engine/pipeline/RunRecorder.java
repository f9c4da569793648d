package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.registry.RunRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Records each verb as a run: what was asked for, and what came of it. */
public final class RunRecorder {
    private final RunRegistry runs;

    /** Records into a registry. */
    public RunRecorder(RunRegistry runs) {
        this.runs = runs;
    }

    <T> T record(
            String kind,
            TaskName task,
            Map<String, String> request,
            Supplier<T> work,
            Function<T, Map<String, String>> result) {
        return recordNamed(kind, task, request, id -> work.get(), result);
    }

    /**
     * Does some work and records it, whatever comes of it.
     *
     * @param kind the verb
     * @param request what was asked for
     * @param work gets the id of its run
     * @param result what came of it
     */
    public <T> T recordNamed(
            String kind,
            TaskName task,
            Map<String, String> request,
            Function<String, T> work,
            Function<T, Map<String, String>> result) {
        String id = runs.begin(kind, task, Run.facts(request));
        try {
            T done = work.apply(id);
            runs.end(id, Run.State.SUCCEEDED, Run.facts(result.apply(done)));
            return done;
        } catch (UnderstudyException e) {
            Run.State state = e.code() == ErrorCode.CANCELLED ? Run.State.CANCELLED : Run.State.FAILED;
            runs.end(id, state, Run.facts(Map.of("code", e.code().code(), "error", e.getMessage())));
            throw e;
        } catch (RuntimeException | Error e) {
            runs.end(id, Run.State.FAILED, Run.facts(Map.of("error", String.valueOf(e))));
            throw e;
        }
    }
}
