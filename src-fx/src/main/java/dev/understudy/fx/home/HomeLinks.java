package dev.understudy.fx.home;

import dev.understudy.engine.common.TaskName;

/** Where Home leads to. */
public interface HomeLinks {
    /** To the comparison of the task's newest simulation, or to where the first is made. */
    void openComparison(TaskName task);

    /** To a new simulation of the task's newest candidate. */
    void simulate(TaskName task);

    /** To a retraining of the task that is simulated at once. */
    void retrain(TaskName task);

    /** To the review of a rollback of the task. */
    void rollBack(TaskName task);

    /** To a task that the workspace does not have yet. */
    void newTask();
}
