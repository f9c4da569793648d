package dev.understudy.engine.traffic;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file with flat columns. Pages are decoded as rows are read, so that no row group is held whole. */
final class HardwoodRows implements RowSource {
    private static final int MOST_COLUMNS = 10_000;
    private static final int THREADS = 1;
    /** What one column of one row group may unfold to. */
    private static final long LARGEST_CHUNK = 1L << 30;

    private final String name;
    private final long size;
    private final HardwoodContext context;
    private final ParquetFileReader file;
    private final RowReader rows;
    private final List<String> names = new ArrayList<>();
    private final List<HardwoodCell> cells = new ArrayList<>();
    private final long number;
    private long taken;

    HardwoodRows(Path path) {
        this.name = path.getFileName().toString();
        this.size = size(path);
        this.context = HardwoodContext.create(THREADS);
        ParquetFileReader opened = null;
        try {
            opened = ParquetFileReader.open(InputFile.of(path), context);
            this.file = opened;
            this.number = opened.getFileMetaData().numRows();
            checkSizes(opened.getFileMetaData().rowGroups());
            readSchema(opened.getFileSchema().getRootNode().children());
            this.rows = opened.rowReader();
        } catch (IOException | RuntimeException e) {
            closeQuietly(opened, context);
            throw e instanceof UnderstudyException told ? told : unreadable(e);
        }
    }

    private record ParquetRow(long line, Map<String, @Nullable String> values) implements Row {
        @Override
        public String text() {
            Map<String, String> present = new HashMap<>();
            values.forEach((column, value) -> {
                if (value != null) {
                    present.put(column, value);
                }
            });
            return RawInputJson.write(new TreeMap<>(present));
        }
    }

    private void readSchema(List<SchemaNode> columns) {
        if (columns.size() > MOST_COLUMNS) {
            throw invalid("expected at most " + MOST_COLUMNS + " columns, and found " + columns.size());
        }
        Set<String> seen = new HashSet<>();
        for (SchemaNode column : columns) {
            if (column.name().length() > RawInput.LONGEST_NAME) {
                throw invalid("expected columns' names of at most " + RawInput.LONGEST_NAME + " characters, and found "
                        + Quoted.of(column.name()));
            }
            if (!seen.add(column.name())) {
                throw invalid("the column " + Quoted.of(column.name()) + " is there twice");
            }
            names.add(column.name());
            cells.add(HardwoodCell.of(column)
                    .orElseThrow(() -> invalid("the column " + Quoted.of(column.name())
                            + " is nested or of a type that cannot be taken; expected numbers, truth values, texts,"
                            + " dates and timestamps")));
        }
    }

    /** A small file may claim to unfold to more than fits any memory. */
    private void checkSizes(List<RowGroup> groups) {
        for (RowGroup group : groups) {
            for (ColumnChunk chunk : group.columns()) {
                long unfolded = chunk.metaData().totalUncompressedSize();
                if (unfolded < 0 || unfolded > LARGEST_CHUNK) {
                    throw invalid("expected columns of at most " + LARGEST_CHUNK + " bytes in a row group, and found "
                            + unfolded + "; write smaller row groups");
                }
            }
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(List.copyOf(names));
    }

    @Override
    public @Nullable Row next() {
        try {
            if (!rows.hasNext()) {
                return null;
            }
            rows.next();
            Map<String, @Nullable String> values = HashMap.newHashMap(names.size());
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), rows.isNull(i) ? null : cells.get(i).text(rows, i));
            }
            taken++;
            return new ParquetRow(taken, values);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private UnderstudyException unreadable(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new UnderstudyException(
                ErrorCode.DATA_INVALID,
                name + ":" + taken + ": no row can be read after this one; the file is corrupt, encrypted or"
                        + " compressed in a way that cannot be taken: "
                        + Quoted.of(String.valueOf(root.getMessage())),
                e);
    }

    private UnderstudyException invalid(String why) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, name + ": " + why);
    }

    @Override
    public long bytesRead() {
        return number == 0 ? size : (long) ((double) size * taken / number);
    }

    @Override
    public void close() {
        rows.close();
        closeQuietly(file, context);
    }

    private static void closeQuietly(@Nullable ParquetFileReader file, HardwoodContext context) {
        try (context) {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "cannot close the file: " + e.getMessage(), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "cannot read " + file + ": there is no such file", e);
        }
    }
}
