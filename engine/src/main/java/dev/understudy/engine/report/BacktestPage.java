package dev.understudy.engine.report;

import dev.understudy.engine.backtest.BacktestResult;
import dev.understudy.engine.backtest.Policy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A backtest as one self-contained HTML page: no network, no script; light and dark as the reader's system is.
 *
 * @param task the task
 * @param finding in one sentence
 * @param facts what was gone through
 * @param policies the policies with their metrics
 * @param charts the charts
 * @param steps the steps
 * @param kept the candidates that were not released, with the reasons
 * @param fidelity how predictions came true
 */
public record BacktestPage(
        String task,
        String finding,
        List<Fact> facts,
        DataTable policies,
        List<ChartCard> charts,
        DataTable steps,
        DataTable kept,
        DataTable fidelity) {
    /** The page as UTF-8. */
    static byte[] bytes(BacktestResult result) {
        return JtePage.render(of(result)).getBytes(StandardCharsets.UTF_8);
    }

    private static BacktestPage of(BacktestResult result) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("from", result.request().span().from().toString()),
                new Fact("to", result.request().span().to().toString()),
                new Fact("a step every", result.request().every().toString()),
                new Fact("window", result.request().window().toString()),
                new Fact("outcomes known at", result.request().knownAt().toString()),
                new Fact("run", result.run())));
        for (Policy policy : Policy.values()) {
            facts.add(new Fact(policy.key(), policy.description()));
        }
        return new BacktestPage(
                result.task().text(),
                BacktestTables.sentence(result),
                facts,
                BacktestTables.policies(result),
                BacktestCards.of(result),
                BacktestTables.steps(result),
                BacktestTables.kept(result),
                BacktestTables.fidelity(result));
    }
}
