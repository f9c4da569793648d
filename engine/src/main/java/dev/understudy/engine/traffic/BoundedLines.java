package dev.understudy.engine.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, of which one that is too long costs no more memory than the longest that is allowed. */
final class BoundedLines {
    /** What is kept of a line that is too long. */
    private static final int KEPT = 1_000;

    private final BufferedReader text;
    private final int longest;
    private long number;
    private boolean cut;

    BoundedLines(Reader text, int longest) {
        this.text = new BufferedReader(text, 1 << 16);
        this.longest = longest;
    }

    /** The next line without its end, or null at the end of the text. */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        cut = false;
        for (int c = text.read(); c >= 0; c = text.read()) {
            any = true;
            if (c == '\n') {
                break;
            }
            if (line.length() < longest) {
                line.append((char) c);
            } else {
                cut = true;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        if (cut) {
            line.setLength(KEPT);
        } else if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    /** The number of the line that was read last, counted from 1. */
    long number() {
        return number;
    }

    /** Whether the line that was read last is only the beginning of one that is too long. */
    boolean isCut() {
        return cut;
    }
}
