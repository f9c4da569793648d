package dev.understudy.engine.features;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.traffic.DerivedInput;
import dev.understudy.engine.traffic.RawInput;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sample builder at work: what it gives is checked, and what it throws is said with its name. Thread-safe. */
public final class SampleStep implements DerivedInput {
    private final SampleBuilder builder;
    private final SampleIdentity identity;
    private final Set<String> names;

    /**
     * A step that calls a builder.
     *
     * @throws UnderstudyException PLUG_IN_INVALID if the builder does not say its version or names
     */
    public SampleStep(SampleBuilder builder) {
        this.builder = builder;
        String name = builder.getClass().getName();
        try {
            this.identity = new SampleIdentity(name, checkedVersion(name, builder.version()));
            this.names = Set.copyOf(builder.names());
        } catch (RuntimeException e) {
            throw e instanceof UnderstudyException known
                    ? known
                    : new UnderstudyException(
                            ErrorCode.PLUG_IN_INVALID,
                            "the sample builder " + name + " fails to say its version or names: " + e,
                            e);
        }
    }

    private static String checkedVersion(String name, @Nullable String version) {
        if (version == null || version.isBlank() || version.length() > SampleIdentity.LONGEST_VERSION) {
            throw new UnderstudyException(
                    ErrorCode.PLUG_IN_INVALID,
                    "the sample builder " + name + " says the version " + version + "; expected 1 to "
                            + SampleIdentity.LONGEST_VERSION + " characters");
        }
        return version;
    }

    /** Which builder it is. */
    public SampleIdentity identity() {
        return identity;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public RawInput extend(RawInput raw) {
        Map<String, ? extends @Nullable String> derived;
        try {
            derived = builder.build(raw.values());
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
            throw failure(ErrorCode.DATA_INVALID, "cannot use the input: " + e, e);
        } catch (RuntimeException | StackOverflowError e) { // nobody throws these to say something of an input
            throw failure(ErrorCode.SAMPLE_FAILED, "broke down: " + e, e);
        }
        if (derived == null) {
            throw failure(ErrorCode.SAMPLE_FAILED, "gave nothing; expected a map", null);
        }
        for (String name : derived.keySet()) {
            if (!names.contains(name)) {
                throw failure(
                        ErrorCode.DATA_INVALID,
                        "gave the value " + Quoted.of(name) + ", which is none of its names",
                        null);
            }
            if (raw.get(name) != null) {
                throw failure(
                        ErrorCode.DATA_INVALID,
                        "gave the value " + Quoted.of(name) + ", which the input has already",
                        null);
            }
        }
        return raw.with(derived);
    }

    /**
     * Derives twice, to see whether both give the same.
     *
     * @throws UnderstudyException PLUG_IN_INVALID if they do not
     */
    public void checkRepeatable(RawInput raw) {
        if (!extend(raw).equals(extend(raw))) {
            throw new UnderstudyException(
                    ErrorCode.PLUG_IN_INVALID,
                    "the sample builder " + identity.builder()
                            + " gives other values when it is asked again; expected the same for the same input");
        }
    }

    private UnderstudyException failure(ErrorCode code, String why, @Nullable Throwable cause) {
        return new UnderstudyException(code, "the sample builder " + identity.builder() + " " + why, cause);
    }
}
