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

/**
 * The lines at the end of a commit's message that history reads back: the last paragraph, {@code Name: value} each. What a
 * forge writes beneath, such as who else was an author, does not count.
 */
final class ChangeTrailers {
    static final String PREFIX = "Understudy-";

    private static final String INDENT = "    ";
    private static final Pattern TRAILER = Pattern.compile("(?:" + INDENT + ")?([A-Za-z][A-Za-z-]*): (\\S.*)");
    private static final Pattern FOOTER = Pattern.compile("See merge request \\S+|\\* Merge branch '[^\n]*");

    private final Map<String, String> values;

    private ChangeTrailers(Map<String, String> values) {
        this.values = values;
    }

    /** The whole message of a change: title, text and trailers. */
    static String message(PointerChange change) {
        return change.text().title() + "\n\n" + body(change, "");
    }

    /**
     * What its pull request says. Forges can be told to make a commit's message of it, so that the trailers stand there
     * too; as code, in which nobody is mentioned and nothing is a link.
     */
    static RequestText request(PointerChange change) {
        return new RequestText(change.text().title(), body(change, INDENT));
    }

    private static String body(PointerChange change, String indent) {
        String body = change.text().body();
        StringBuilder message = new StringBuilder();
        if (!body.isEmpty()) {
            message.append(body).append("\n\n");
        }
        of(change)
                .forEach((name, value) -> message.append(indent)
                        .append(PREFIX)
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
        for (String paragraph : paragraphs.subList(1, paragraphs.size()).reversed()) {
            Map<String, String> values = new HashMap<>();
            switch (kind(paragraph, values)) {
                case OURS -> {
                    return Optional.of(new ChangeTrailers(values));
                }
                case OF_OTHERS -> {}
                case NONE -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private enum Paragraph {
        OURS,
        OF_OTHERS,
        NONE
    }

    private static Paragraph kind(String paragraph, Map<String, String> ours) {
        if (FOOTER.matcher(paragraph.strip()).matches()) {
            return Paragraph.OF_OTHERS;
        }
        for (String line : paragraph.split("\n", -1)) {
            Matcher trailer = TRAILER.matcher(line);
            if (!trailer.matches()) {
                return Paragraph.NONE;
            }
            String name = trailer.group(1);
            if (name.startsWith(PREFIX) && ours.put(name.substring(PREFIX.length()), trailer.group(2)) != null) {
                return Paragraph.NONE;
            }
        }
        return ours.isEmpty() ? Paragraph.OF_OTHERS : Paragraph.OURS;
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
