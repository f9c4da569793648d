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
final class RunRecorder {
    private final RunRegistry runs;

    RunRecorder(RunRegistry runs) {
        this.runs = runs;
    }

    <T> T record(
            String kind,
            TaskName task,
            Map<String, String> request,
            Supplier<T> work,
            Function<T, Map<String, String>> result) {
        String id = runs.begin(kind, task, Run.facts(request));
        try {
            T done = work.get();
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
