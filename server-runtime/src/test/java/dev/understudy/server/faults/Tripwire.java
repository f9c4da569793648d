package dev.understudy.server.faults;

import java.util.concurrent.CountDownLatch;

/** Does something with the very answer that reaches a number, before anything else is done with it. Thread-safe. */
final class Tripwire {
    private final int answers;
    private final Runnable then;
    private final CountDownLatch tripped = new CountDownLatch(1);
    private boolean done;

    Tripwire(int answers, Runnable then) {
        this.answers = answers;
        this.then = then;
    }

    /** So many answers have been read. */
    synchronized void pass(int count) {
        if (!done && count >= answers) {
            done = true;
            then.run();
            tripped.countDown();
        }
    }

    boolean isTripped() {
        return tripped.getCount() == 0;
    }
}
