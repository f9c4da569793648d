package dev.understudy.engine.features;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.traffic.DerivedInput;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The sample builders that are there. Only those that a task or model names are ever made. Thread-safe. */
public final class SampleBuilders {
    private final List<ServiceLoader.Provider<SampleBuilder>> providers;
    private final String where;

    private SampleBuilders(List<ServiceLoader.Provider<SampleBuilder>> providers, String where) {
        this.providers = providers;
        this.where = where;
    }

    /** None at all. */
    public static SampleBuilders none() {
        return new SampleBuilders(List.of(), "none are looked for here");
    }

    /**
     * Those that a class loader knows, by the files {@code META-INF/services} of its jars.
     *
     * @param where they are looked for, for messages
     * @throws UnderstudyException PLUG_IN_INVALID if a jar names what is no sample builder
     */
    public static SampleBuilders of(ClassLoader loader, String where) {
        try {
            return new SampleBuilders(
                    ServiceLoader.load(SampleBuilder.class, loader).stream().toList(), where);
        } catch (ServiceConfigurationError e) {
            throw new UnderstudyException(
                    ErrorCode.PLUG_IN_INVALID,
                    "the sample builders cannot be read (" + where + "): " + e.getMessage(),
                    e);
        }
    }

    /**
     * A builder by its class.
     *
     * @throws UnderstudyException PLUG_IN_MISSING if it is not there; PLUG_IN_INVALID if it cannot be made
     */
    public SampleStep step(String builder) {
        ServiceLoader.Provider<SampleBuilder> provider = providers.stream()
                .filter(known -> known.type().getName().equals(builder))
                .findFirst()
                .orElseThrow(() -> missing("there is no sample builder " + builder));
        try {
            return new SampleStep(provider.get());
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new UnderstudyException(
                    ErrorCode.PLUG_IN_INVALID,
                    "the sample builder " + builder + " cannot be made: "
                            + Optional.ofNullable(e.getCause()).orElse(e),
                    e);
        }
    }

    /** What a task derives. */
    public DerivedInput of(Optional<String> builder) {
        return builder.isPresent() ? step(builder.get()) : DerivedInput.NONE;
    }

    /**
     * The very builder that a model was trained with.
     *
     * @throws UnderstudyException PLUG_IN_MISSING if it is not there, or only in another version
     */
    public SampleStep step(SampleIdentity identity) {
        SampleStep step = step(identity.builder());
        if (!step.identity().equals(identity)) {
            throw missing("the model was trained with the sample builder " + identity + ", and here is version "
                    + step.identity().version());
        }
        return step;
    }

    private UnderstudyException missing(String what) {
        String known =
                providers.stream().map(provider -> provider.type().getName()).collect(Collectors.joining(", "));
        return new UnderstudyException(
                ErrorCode.PLUG_IN_MISSING,
                what + " (" + where + "); there " + (known.isEmpty() ? "are none" : "are " + known));
    }
}
