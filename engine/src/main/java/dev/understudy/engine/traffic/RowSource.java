package dev.understudy.engine.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a file, one after another, whatever its format. */
interface RowSource extends AutoCloseable {
    /**
     * One row.
     *
     * @param line the line it begins on, counted from 1
     * @param values one a column; a row that has more or fewer is ragged
     */
    record Row(long line, List<String> values) {}

    /** The columns' names. */
    List<String> columns();

    /**
     * The next row, or null at the end.
     *
     * @throws dev.understudy.engine.common.UnderstudyException DATA_INVALID, naming the line, if the file cannot be read
     *     further
     */
    @Nullable
    Row next();

    /** How much of the file was read, in bytes as they are stored. */
    long bytesRead();

    @Override
    void close();
}
