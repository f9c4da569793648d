package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Opens a file of rows in the format that its name says. */
final class RowFile {
    private static final List<String> JSON_LINES = List.of(".jsonl", ".ndjson", ".json");

    private RowFile() {}

    /** Its rows. What is none of the other formats is CSV. */
    static RowSource open(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (JSON_LINES.stream().anyMatch(bare::endsWith)) {
            return new JsonLineRows(file);
        }
        if (name.endsWith(".parquet")) {
            return new HardwoodRows(file);
        }
        if (bare.endsWith(".parquet")) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    file.getFileName() + ": Parquet is compressed within; expected a file that ends in .parquet");
        }
        return new FastCsvRows(file);
    }
}
