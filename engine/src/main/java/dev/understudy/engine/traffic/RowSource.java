package dev.understudy.engine.traffic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a file, one after another, whatever its format. */
interface RowSource extends AutoCloseable {
    /** One row. */
    interface Row {
        /** The line it begins on, or its number where the format has no lines; counted from 1. */
        long line();

        /**
         * Its values by their columns' names, as they came; null and empty are missing.
         *
         * @throws dev.understudy.engine.common.UnderstudyException DATA_INVALID if this row cannot be taken
         */
        Map<String, @Nullable String> values();

        /** The row in the format of its file, as far as this is text. */
        String text();
    }

    /** The columns' names, where the file says them once for all rows. */
    Optional<List<String>> columns();

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
