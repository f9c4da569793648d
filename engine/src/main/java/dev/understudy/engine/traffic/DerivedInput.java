package dev.understudy.engine.traffic;

import dev.understudy.engine.common.UnderstudyException;
import java.util.Set;

/** What is derived from raw inputs before a model sees them. Implementations are thread-safe. */
public interface DerivedInput {
    /** Nothing is. */
    DerivedInput NONE = new DerivedInput() {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public RawInput extend(RawInput raw) {
            return raw;
        }
    };

    /** The names of what is derived; no raw input has them. */
    Set<String> names();

    /**
     * A raw input with what is derived from it.
     *
     * @throws UnderstudyException DATA_INVALID if nothing can be derived from this one; SAMPLE_FAILED if whoever derives
     *     broke down
     */
    RawInput extend(RawInput raw);
}
