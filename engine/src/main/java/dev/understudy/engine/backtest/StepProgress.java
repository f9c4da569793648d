package dev.understudy.engine.backtest;

import dev.understudy.engine.common.RunControl;

/** Tells of the steps of a backtest, and within a step of what is being done. */
final class StepProgress implements RunControl {
    private final RunControl control;
    private final int steps;
    private volatile int step;

    StepProgress(RunControl control, int steps) {
        this.control = control;
        this.steps = steps;
    }

    void step(int number) {
        step = number;
        checkCancelled();
        control.progress("step " + (number + 1) + " of " + steps, number, steps);
    }

    @Override
    public void progress(String stage, long done, long total) {
        control.progress("step " + (step + 1) + " of " + steps + ": " + stage, step, steps);
    }

    @Override
    public boolean isCancelled() {
        return control.isCancelled();
    }
}
