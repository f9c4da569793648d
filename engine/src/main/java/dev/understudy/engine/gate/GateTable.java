package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.MetricReading;
import java.util.ArrayList;
import java.util.List;

/** A verdict's metrics as rows of text: what commands print and commits carry. */
public final class GateTable {
    private static final String UNKNOWN = "–";

    private GateTable() {}

    /** The headings, then a row a metric of the gate, all of one length. */
    public static List<List<String>> rows(GateVerdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("metric", "role", "live", "candidate", "difference", "interval", "margin", "conclusion"));
        verdict.metrics().forEach(judgement -> rows.add(row(judgement)));
        return rows;
    }

    private static List<String> row(MetricJudgement judgement) {
        MetricReading reading = judgement.reading();
        return List.of(
                VerdictSentence.name(judgement.metric()),
                judgement.metric().role().key(),
                reading.live().map(Figures::value).orElse(UNKNOWN),
                reading.candidate().map(Figures::value).orElse(UNKNOWN),
                reading.difference()
                        .map(difference -> Figures.signed(difference.value()))
                        .orElse(UNKNOWN),
                reading.difference().map(VerdictSentence::bounds).orElse(UNKNOWN),
                Figures.value(judgement.metric().margin()),
                judgement.conclusion().key());
    }
}
