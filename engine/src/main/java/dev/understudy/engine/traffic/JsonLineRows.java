package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a file with one JSON object a line (UTF-8), compressed or not. Blank lines are passed over. */
final class JsonLineRows implements RowSource {
    private static final int LONGEST_LINE = 2 * RawInput.LONGEST;

    private final String name;
    private final TextFile text;
    private final BoundedLines lines;

    JsonLineRows(Path file) {
        this.name = file.getFileName().toString();
        this.text = TextFile.open(file);
        this.lines = new BoundedLines(text.reader(), LONGEST_LINE);
    }

    private record JsonLine(long line, String text, boolean cut) implements Row {
        @Override
        public Map<String, @Nullable String> values() {
            if (cut) {
                throw new UnderstudyException(
                        ErrorCode.DATA_INVALID, "expected at most " + LONGEST_LINE + " characters in a line");
            }
            Map<String, @Nullable String> values = new HashMap<>();
            RawInputJson.read(text, values::put);
            return values;
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public @Nullable Row next() {
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    refuseArray(line);
                    return new JsonLine(lines.number(), line, lines.isCut());
                }
            }
            return null;
        } catch (IOException e) {
            throw invalid(
                    "no row can be read after this line: "
                            + (e instanceof CharacterCodingException ? "the text is not UTF-8" : e.getMessage()),
                    e);
        }
    }

    /** A whole document would otherwise be rejected line by line. */
    private void refuseArray(String line) {
        if (lines.number() == 1 && line.stripLeading().startsWith("[")) {
            throw invalid("expected one JSON object a line, and found an array", null);
        }
    }

    private UnderstudyException invalid(String why, @Nullable Exception cause) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, name + ":" + lines.number() + ": " + why, cause);
    }

    @Override
    public long bytesRead() {
        return text.bytesRead();
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "cannot close " + name + ": " + e.getMessage(), e);
        }
    }
}
