package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.UtcInstant;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a task's events and outcomes of named values, the same ones whether they came in a file's row or by HTTP.
 * Immutable and thread-safe.
 */
public final class FactReader {
    private final TaskDefinition task;
    private final DerivedInput derived;
    private final List<String> numeric;
    /** The task's columns that are no inputs. */
    private final Set<String> noInputs;

    /** A reader for a task that derives nothing from its inputs. */
    public FactReader(TaskDefinition task) {
        this(task, DerivedInput.NONE);
    }

    /**
     * A reader for a task.
     *
     * @param derived what models derive from inputs; an input from which it cannot be derived is refused
     */
    public FactReader(TaskDefinition task, DerivedInput derived) {
        this.task = task;
        this.derived = derived;
        this.numeric = task.features().stream()
                .filter(feature -> feature.type() == FeatureType.NUMERIC)
                .map(feature -> feature.name())
                .toList();
        this.noInputs =
                task.columns().stream().filter(column -> !task.isInput(column)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The event with these values. Cluster and maturity are taken from the values of their columns; the columns of
     * event and outcome are no inputs, unless the task names them as a feature.
     *
     * @param values by name, as they came; null and empty are missing
     * @throws UnderstudyException DATA_INVALID, naming the value that cannot be taken
     */
    public TrafficEvent event(
            String id, Instant time, Instant knownAt, Map<String, ? extends @Nullable String> values) {
        RawInput raw = RawInput.of(values, name -> !noInputs.contains(name));
        checkNumbers(derived.extend(raw));
        return new TrafficEvent(
                id,
                time,
                knownAt,
                task.event().cluster().flatMap(column -> Optional.ofNullable(CanonicalValue.of(values.get(column)))),
                maturesAt(values),
                raw);
    }

    /**
     * The outcome of an event.
     *
     * @param value as it came
     * @param maturesAt when it counts, where the outcome says so itself
     * @throws UnderstudyException DATA_INVALID if the task cannot have it
     */
    public Outcome outcome(String eventId, String value, Instant knownAt, Optional<Instant> maturesAt) {
        String canonical = CanonicalValue.of(value);
        if (canonical == null) {
            throw invalid(task.outcome().column() + ": is missing");
        }
        if (task.kind() == TaskKind.REGRESSION
                && CanonicalValue.number(canonical).isEmpty()) {
            throw invalid(task.outcome().column() + ": expected a number, and found " + Quoted.of(value));
        }
        return new Outcome(eventId, canonical, knownAt, maturesAt);
    }

    /**
     * The instant that a text says.
     *
     * @param what it is, for the message
     * @throws UnderstudyException DATA_INVALID if it says none
     */
    public static Instant instant(String what, String text) {
        try {
            return UtcInstant.parse(text);
        } catch (DateTimeException e) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    what + ": expected an ISO-8601 instant or date, and found " + Quoted.of(text),
                    e);
        }
    }

    private Optional<Instant> maturesAt(Map<String, ? extends @Nullable String> values) {
        return task.outcome().maturity() instanceof Maturity.Column(String name)
                ? Optional.ofNullable(values.get(name))
                        .filter(text -> !text.isEmpty())
                        .map(text -> instant(name, text))
                : Optional.empty();
    }

    /** What cannot be encoded is told at the door, and not when a model meets it. */
    private void checkNumbers(RawInput input) {
        for (String name : numeric) {
            String value = input.get(name);
            if (value != null && !CanonicalValue.isNumber(value)) {
                throw invalid(name + ": expected a number, and found " + Quoted.of(value));
            }
        }
    }

    private static UnderstudyException invalid(String why) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, why);
    }
}
