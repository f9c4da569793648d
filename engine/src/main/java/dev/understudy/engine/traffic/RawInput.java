package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The raw input of one event: names and canonical values, missing ones left out, in the order of the names. */
public final class RawInput {
    /** The longest canonical JSON that the log keeps, in characters. */
    public static final int LONGEST = 1_000_000;

    /** The longest name of a value, in characters. */
    static final int LONGEST_NAME = 1_000;

    private final SortedMap<String, String> values;

    private RawInput(SortedMap<String, String> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    /** The input with these values, as they came. */
    public static RawInput of(Map<String, ? extends @Nullable String> values) {
        return of(values, name -> true);
    }

    /** The input with those of these values, as they came, whose names pass. */
    static RawInput of(Map<String, ? extends @Nullable String> values, Predicate<String> names) {
        SortedMap<String, String> canonical = new TreeMap<>();
        values.forEach((name, value) -> {
            if (names.test(name)) {
                put(canonical, name, value);
            }
        });
        return checked(new RawInput(canonical));
    }

    /**
     * Reads a flat JSON object; numbers, texts and truth values become canonical, null is missing.
     *
     * @throws UnderstudyException DATA_INVALID if it is not one
     */
    public static RawInput ofJson(String json) {
        SortedMap<String, String> values = new TreeMap<>();
        RawInputJson.read(json, (name, value) -> put(values, name, value));
        return checked(new RawInput(values));
    }

    /**
     * Hands out the names and canonical values of an input as the log keeps it, without building one.
     *
     * @param json what {@link #toJson} wrote
     */
    public static void readLogged(String json, BiConsumer<String, String> sink) {
        RawInputJson.readLogged(json, (name, value) -> {
            if (value != null) {
                sink.accept(name, value);
            }
        });
    }

    /** What the log could not keep, or not read back, must not get into it. */
    private static RawInput checked(RawInput input) {
        // only what might be too long with each character escaped is worth writing out to be measured
        if (input.characters() * 6 > LONGEST && input.toJson().length() > LONGEST) {
            throw invalid("expected at most " + LONGEST + " characters of JSON");
        }
        return input;
    }

    /** About the length of the JSON. */
    long characters() {
        long characters = 2;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            characters += entry.getKey().length() + entry.getValue().length() + 6L;
        }
        return characters;
    }

    private static void put(SortedMap<String, String> values, String name, @Nullable String value) {
        String canonical = CanonicalValue.of(value);
        if (name.length() > LONGEST_NAME || !isText(name)) {
            throw invalid("expected names of at most " + LONGEST_NAME
                    + " characters without NUL and lone surrogates, and found " + Quoted.of(name));
        }
        if (canonical != null) {
            if (!isText(canonical)) {
                throw invalid(Quoted.of(name) + ": expected text without NUL and lone surrogates, and found "
                        + Quoted.of(canonical));
            }
            values.put(name, canonical);
        }
    }

    /** Whether UTF-8 and both databases can hold it. */
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    static UnderstudyException invalid(String why) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, "the input cannot be read: " + why);
    }

    /** The same input with further values, as they came; those of names that are there already are replaced. */
    public RawInput with(Map<String, ? extends @Nullable String> further) {
        SortedMap<String, String> all = new TreeMap<>(values);
        further.forEach((name, value) -> put(all, name, value));
        return checked(new RawInput(all));
    }

    /** The canonical value of a name, or null where it is missing. */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** All values by name. */
    public SortedMap<String, String> values() {
        return values;
    }

    /** The canonical JSON: names sorted, numbers as numbers, no white space. */
    public String toJson() {
        return RawInputJson.write(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawInput input && input.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
