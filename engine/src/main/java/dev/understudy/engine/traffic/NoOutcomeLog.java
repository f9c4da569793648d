package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.util.List;

/** Takes no outcomes: somebody chose to serve without a log, and an outcome that is taken must be kept. */
public final class NoOutcomeLog implements OutcomeLog {
    @Override
    public AppendResult appendOutcomes(TaskName task, List<Outcome> outcomes) {
        throw new UnderstudyException(
                ErrorCode.NO_LOG, "this service keeps no log (--no-log); tell outcomes to one that does");
    }

    @Override
    public int unmatched(TaskName task, List<Outcome> outcomes) {
        return outcomes.size();
    }
}
