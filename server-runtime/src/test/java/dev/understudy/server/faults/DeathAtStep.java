package dev.understudy.server.faults;

import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.jobs.JobWork;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;

/** Ends this process without warning when a worker's job reaches a step. */
final class DeathAtStep {
    static final int EXIT = 77;

    /** Before or after what a worker does with a job. */
    enum Step {
        CLAIMED,
        BEFORE_SCORES,
        LOGGED,
        BEFORE_RESULT,
        ACKNOWLEDGED
    }

    private final Step step;

    DeathAtStep(Step step) {
        this.step = step;
    }

    private void reach(Step reached) {
        if (reached == step) {
            Runtime.getRuntime().halt(EXIT);
        }
    }

    /** The queue itself, and the end of all at the step. */
    JobQueue around(JobQueue queue) {
        return (JobQueue) Proxy.newProxyInstance(
                JobQueue.class.getClassLoader(), new Class<?>[] {JobQueue.class}, (proxy, method, arguments) -> {
                    boolean ends = method.getName().equals("end") && !((Collection<?>) arguments[0]).isEmpty();
                    if (ends) {
                        reach(Step.BEFORE_RESULT);
                    }
                    Object answer;
                    try {
                        answer = method.invoke(queue, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (ends) {
                        reach(Step.ACKNOWLEDGED);
                    }
                    if (method.getName().equals("claim") && !((Collection<?>) answer).isEmpty()) {
                        reach(Step.CLAIMED);
                    }
                    return answer;
                });
    }

    /** The work itself, and the end of all at the step. */
    JobWork around(JobWork work) {
        return (task, calls) -> {
            reach(Step.BEFORE_SCORES);
            var answers = work.predictEach(task, calls);
            reach(Step.LOGGED);
            return answers;
        };
    }
}
