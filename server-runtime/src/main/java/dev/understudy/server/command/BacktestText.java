package dev.understudy.server.command;

import dev.understudy.engine.backtest.BacktestResult;
import dev.understudy.engine.report.BacktestTables;
import java.nio.file.Path;

/** A backtest for the terminal: the policies first, then the steps. */
final class BacktestText {
    private BacktestText() {}

    static String of(BacktestResult result, Path directory) {
        return BacktestTables.sentence(result)
                + "\n\n"
                + TextRenderer.aligned(BacktestTables.policies(result).lines())
                + "\n"
                + TextRenderer.aligned(BacktestTables.steps(result).lines())
                + "\n"
                + TextRenderer.aligned(BacktestTables.fidelity(result).lines())
                + "\nreport " + directory.resolve("backtest.html") + "\n";
    }
}
