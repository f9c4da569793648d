package dev.understudy.engine.training;

import dev.understudy.engine.common.RunControl;
import java.util.concurrent.atomic.AtomicInteger;
import smile.util.IterativeAlgorithmController;

/**
 * Hears of each finished tree. Smile's forests do not ask whether to stop, so that stopping is an exception thrown from
 * here, in the thread that grew the tree.
 */
final class SmileProgress<T> extends IterativeAlgorithmController<T> {
    private final RunControl control;
    private final String stage;
    private final int total;
    private final AtomicInteger done = new AtomicInteger();

    SmileProgress(RunControl control, String stage, int total) {
        super(Runnable::run, 1);
        this.control = control;
        this.stage = stage;
        this.total = total;
    }

    @Override
    public void submit(T status) {
        grown();
    }

    /** Counts a tree. */
    void grown() {
        control.checkCancelled();
        control.progress(stage, done.incrementAndGet(), total);
    }
}
