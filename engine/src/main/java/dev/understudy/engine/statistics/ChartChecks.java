package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;

/** What the charts of this package ask of their callers. */
final class ChartChecks {
    private ChartChecks() {}

    static void require(PairedSample sample, TaskKind kind) {
        if (sample.kind() != kind) {
            throw new IllegalArgumentException("the chart is of a " + kind.key() + " task, and not of a "
                    + sample.kind().key() + " one");
        }
    }

    static void requireAtLeast(int least, int count, String what) {
        if (count < least) {
            throw new IllegalArgumentException("a chart has at least " + least + " " + what + ", and not " + count);
        }
    }
}
