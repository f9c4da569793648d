package dev.understudy.engine.release;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines at the end of a commit's message that history reads back: the last paragraph, {@code Name: value} each. */
final class ChangeTrailers {
    static final String PREFIX = "Understudy-";

    private static final Pattern TRAILER = Pattern.compile("([A-Za-z][A-Za-z-]*): (\\S.*)");

    private final Map<String, String> values;

    private ChangeTrailers(Map<String, String> values) {
        this.values = values;
    }

    /** The whole message of a change: title, text and trailers. */
    static String message(PointerChange change) {
        String body = change.text().body();
        StringBuilder message = new StringBuilder(change.text().title()).append("\n\n");
        if (!body.isEmpty()) {
            message.append(body).append("\n\n");
        }
        of(change)
                .forEach((name, value) -> message.append(PREFIX)
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        return message.toString();
    }

    private static Map<String, String> of(PointerChange change) {
        Map<String, String> trailers = new LinkedHashMap<>();
        trailers.put("Change", change.kind().key());
        trailers.put("Task", change.task().text());
        trailers.put("Environment", change.environment().key());
        trailers.put("Version", change.pointer().version().text());
        trailers.put("Digest", change.pointer().digest().text());
        trailers.put("Release", Long.toString(change.pointer().release()));
        trailers.put("Branch", change.branch());
        String simulation = change.approval().simulation();
        if (simulation != null) {
            trailers.put("Simulation", simulation);
        }
        trailers.put("Approved-By", change.approval().text());
        return trailers;
    }

    /**
     * Reads a message. Only a last paragraph that is all trailers counts, and one that has ours twice counts for
     * nothing: whoever can write the text of a change cannot give it another approval.
     */
    static Optional<ChangeTrailers> read(String message) {
        List<String> paragraphs = Arrays.asList(message.strip().split("\n\\s*\n"));
        if (paragraphs.size() < 2) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (String line : paragraphs.getLast().split("\n", -1)) {
            Matcher trailer = TRAILER.matcher(line);
            if (!trailer.matches()) {
                return Optional.empty();
            }
            String name = trailer.group(1);
            if (name.startsWith(PREFIX) && values.put(name.substring(PREFIX.length()), trailer.group(2)) != null) {
                return Optional.empty();
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new ChangeTrailers(values));
    }

    /** Whether they speak of this very pointer, and not of another that was, say, reverted with its text quoted. */
    boolean describe(ModelPointer pointer) {
        return pointer.digest().text().equals(values.get("Digest"))
                && pointer.version().text().equals(values.get("Version"))
                && Long.toString(pointer.release()).equals(values.get("Release"));
    }

    @Nullable
    String branch() {
        return values.get("Branch");
    }

    @Nullable
    String simulation() {
        return values.get("Simulation");
    }

    @Nullable
    String approvedBy() {
        return values.get("Approved-By");
    }
}
