package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.DayScoring;
import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.traffic.CanonicalValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A day of traffic with what its texts mean in a simulation, looked up once for all its blocks. Made in the order of the
 * log, so that numbers are given in one order; read by several threads.
 */
final class ReplayDay {
    private final int number;
    private final TrafficDay traffic;
    private final DayScoring candidate;
    private final Optional<DayScoring> live;
    private final ComputedOpinions.Terms candidateTerms;
    private final Optional<ComputedOpinions.Terms> liveTerms;
    private final Optional<LoggedOpinions.Terms> loggedTerms;
    private final Optional<ActedDecisions> acted;
    private final List<String> outcomeTexts;
    private final double[] outcomes;
    private final int[] clusters;
    private final int[][] slices;
    private final List<String> labelNames;

    /**
     * @param number which stretch of the traffic it is, from 0
     */
    ReplayDay(
            int number,
            TrafficDay traffic,
            SimulationRequest request,
            Optional<CompiledModel> liveModel,
            Labels labels,
            Map<String, Integer> clusterNumbers,
            SliceColumns sliceColumns) {
        TaskKind kind = request.task().kind();
        this.number = number;
        this.traffic = traffic;
        this.candidate = DayScoring.of(request.candidate().model(), traffic);
        this.live = liveModel.map(model -> DayScoring.of(model, traffic));
        this.candidateTerms = ComputedOpinions.Terms.of(request.candidate().model(), labels);
        this.liveTerms = liveModel.map(model -> ComputedOpinions.Terms.of(model, labels));
        this.outcomeTexts = traffic.outcomeValues();
        this.outcomes = outcomeTexts.stream()
                .mapToDouble(text -> kind == TaskKind.REGRESSION
                        ? CanonicalValue.number(text).orElseThrow()
                        : labels.number(text))
                .toArray();
        this.loggedTerms = traffic.logged().map(logged -> LoggedOpinions.Terms.of(logged, labels));
        this.acted = traffic.acted().map(decisions -> ActedDecisions.of(decisions, labels));
        this.clusters = traffic.clusters().stream()
                .mapToInt(key -> clusterNumbers.computeIfAbsent(key, fresh -> clusterNumbers.size()))
                .toArray();
        this.slices = sliceColumns.codes(traffic);
        this.labelNames = labels.names();
    }

    /** Which stretch of the traffic it is, from 0. */
    int number() {
        return number;
    }

    TrafficDay traffic() {
        return traffic;
    }

    DayScoring candidate() {
        return candidate;
    }

    Optional<DayScoring> live() {
        return live;
    }

    ComputedOpinions.Terms candidateTerms() {
        return candidateTerms;
    }

    Optional<ComputedOpinions.Terms> liveTerms() {
        return liveTerms;
    }

    Optional<LoggedOpinions.Terms> loggedTerms() {
        return loggedTerms;
    }

    /** What was decided when the events were answered; empty if nobody asked, or none was. */
    Optional<ActedDecisions> acted() {
        return acted;
    }

    /** The label's number, or the value of a regression, of an outcome by its code. */
    double outcome(int code) {
        return outcomes[code];
    }

    String outcomeText(int code) {
        return outcomeTexts.get(code);
    }

    /** The number of a row's cluster over all days; −1 where it stands alone. */
    int cluster(int row) {
        int code = traffic.cluster(row);
        return code < 0 ? code : clusters[code];
    }

    /** The codes of a row over all days, one a column that is sliced by. */
    int slice(int column, int row) {
        return slices[column][row - traffic.from()];
    }

    String labelName(int label) {
        return label == Labels.NONE ? "" : labelNames.get(label);
    }
}
