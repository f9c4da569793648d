package dev.understudy.engine.features;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task's own code: further features from the raw input of an event. It is found by {@link java.util.ServiceLoader}, and
 * called in the same way in import, training, backfill, simulation and serving.
 *
 * <p>It needs a public constructor without parameters. It must be deterministic: the same input always gives the same
 * values, in every process; so it looks at no clock, no network and no file that may change. Many threads call it at
 * once.
 */
public interface SampleBuilder {
    /**
     * The version of what is derived. It must change whenever some input gives other values than before: a model keeps it,
     * and is not served by another one.
     */
    String version();

    /** The names of all values that {@link #build} may give. The task lists those that are features. */
    Set<String> names();

    /**
     * Derives values.
     *
     * @param input the raw input of one event: every column that is neither of the event's nor the outcome's, in canonical
     *     form (a number in its shortest, {@code "12.5"}); what is missing is left out. Not to be changed.
     * @return values by name, numbers as texts; null and left out are missing
     * @throws RuntimeException if the input cannot be used; the event is then refused with its message
     */
    Map<String, ? extends @Nullable String> build(Map<String, String> input);
}
