package dev.understudy.engine.jobs;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads that look for work hear of work that came in within this process. Thread-safe. */
final class WorkSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private long times;

    /** How often it was raised; to be asked before one looks, so that nothing that comes meanwhile is missed. */
    long times() {
        lock.lock();
        try {
            return times;
        } finally {
            lock.unlock();
        }
    }

    /** There is work for somebody. */
    void raise() {
        lock.lock();
        try {
            times++;
            raised.signal();
        } finally {
            lock.unlock();
        }
    }

    /** There may be work for everybody. */
    void raiseForAll() {
        lock.lock();
        try {
            times++;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it was raised more often than that, or the time is over. */
    void await(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (times == seen && left > 0) {
                left = raised.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
