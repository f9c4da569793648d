package dev.understudy.engine.registry;

import dev.understudy.engine.common.TaskName;
import java.util.Optional;

/** Keeps what backtests found, each beside its run. */
public interface BacktestRegistry {
    /** Keeps a result: a JSON document. */
    void keep(String run, TaskName task, String document);

    /** The result of a run, if it was a backtest that came to its end. */
    Optional<String> document(String run);
}
