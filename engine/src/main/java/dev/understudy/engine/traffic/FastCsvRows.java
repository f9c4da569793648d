package dev.understudy.engine.traffic;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file (RFC 4180, UTF-8), compressed or not. */
final class FastCsvRows implements RowSource {
    private static final int MOST_COLUMNS = 10_000;

    private final String name;
    private final TextFile text;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;
    private long lastLine = 1;

    FastCsvRows(Path file) {
        this.name = file.getFileName().toString();
        this.text = TextFile.open(file);
        this.records = CsvReader.builder()
                .allowMissingFields(true) // ragged rows are refused one by one, not with the whole file
                .allowExtraFields(true)
                .maxBufferSize(2 * RawInput.LONGEST)
                .ofCsvRecord(new ClosedQuotes(text.reader()))
                .iterator();
        try {
            this.columns = header();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private List<String> header() {
        List<String> header = nextFields();
        if (header == null) {
            throw invalid(1, "the file is empty; expected a line with the columns' names", null);
        }
        if (header.size() > MOST_COLUMNS) {
            throw invalid(1, "expected at most " + MOST_COLUMNS + " columns, and found " + header.size(), null);
        }
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (column.length() > RawInput.LONGEST_NAME) {
                throw invalid(
                        1,
                        "expected columns' names of at most " + RawInput.LONGEST_NAME + " characters, and found "
                                + Quoted.of(column),
                        null);
            }
            if (!seen.add(column)) {
                throw invalid(1, "the column " + Quoted.of(column) + " is there twice", null);
            }
        }
        return List.copyOf(header);
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(columns);
    }

    private record CsvRow(long line, List<String> columns, List<String> cells) implements Row {
        @Override
        public Map<String, @Nullable String> values() {
            if (cells.size() != columns.size()) {
                throw new UnderstudyException(
                        ErrorCode.DATA_INVALID, "expected " + columns.size() + " values, and found " + cells.size());
            }
            Map<String, @Nullable String> values = HashMap.newHashMap(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i), cells.get(i));
            }
            return values;
        }

        @Override
        public String text() {
            return String.join(",", cells);
        }
    }

    @Override
    public @Nullable Row next() {
        List<String> cells = nextFields();
        return cells == null ? null : new CsvRow(lastLine, columns, cells);
    }

    private @Nullable List<String> nextFields() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord row = records.next();
            lastLine = row.getStartingLineNumber();
            return row.getFields();
        } catch (CsvParseException | UncheckedIOException e) {
            throw invalid(lastLine, "no row can be read after this line: " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof CharacterCodingException ? "the text is not UTF-8" : String.valueOf(root.getMessage());
    }

    private UnderstudyException invalid(long line, String why, @Nullable Exception cause) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, name + ":" + line + ": " + why, cause);
    }

    @Override
    public long bytesRead() {
        return text.bytesRead();
    }

    @Override
    public void close() {
        try {
            records.close();
            text.close();
        } catch (IOException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "cannot close " + name + ": " + e.getMessage(), e);
        }
    }
}
