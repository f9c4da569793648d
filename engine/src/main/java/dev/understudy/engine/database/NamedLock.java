package dev.understudy.engine.database;

import dev.understudy.engine.common.RunControl;
import java.util.function.Supplier;

/** Lets one at a time do what goes by a name, among all who have the database open; a process that dies gives it back. */
interface NamedLock {
    /**
     * Does the work once nobody else does any under this name.
     *
     * @throws dev.understudy.engine.common.UnderstudyException CANCELLED while it waits, and nothing was done then
     */
    <T> T hold(String name, RunControl control, Supplier<T> work);

    /** Says that it waits, and waits a moment. */
    static void await(String name, RunControl control) {
        control.checkCancelled();
        control.progress("waiting for another " + name, 0, -1);
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for another " + name, e);
        }
    }
}
