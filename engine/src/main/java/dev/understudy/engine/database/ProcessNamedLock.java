package dev.understudy.engine.database;

import dev.understudy.engine.common.RunControl;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Among the threads of one process: nobody else has an embedded database open. */
final class ProcessNamedLock implements NamedLock {
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    @Override
    public <T> T hold(String name, RunControl control, Supplier<T> work) {
        while (!held.add(name)) {
            NamedLock.await(name, control);
        }
        try {
            return work.get();
        } finally {
            held.remove(name);
        }
    }
}
