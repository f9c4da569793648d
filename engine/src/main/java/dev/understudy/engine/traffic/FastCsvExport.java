package dev.understudy.engine.traffic;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An export as CSV. Cells that a spreadsheet would run are made harmless; numbers are left as they are. */
final class FastCsvExport implements ExportSink {
    private final CsvWriter writer;
    private final List<ExportColumn<?>> columns;

    FastCsvExport(OutputStream out, List<ExportColumn<?>> columns) {
        this.writer = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.columns = columns;
        writer.writeRecord(
                columns.stream().map(column -> neutral(column.name())).toList());
    }

    @Override
    public void take(ExportedPrediction row) {
        writer.writeRecord(columns.stream().map(column -> cell(column, row)).toList());
    }

    private static String cell(ExportColumn<?> column, ExportedPrediction row) {
        Object value = column.of(row);
        return value == null ? "" : value instanceof String text ? neutral(text) : value.toString();
    }

    /** A spreadsheet would run a cell that begins like a formula. */
    static String neutral(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 && !CanonicalValue.isJsonNumber(cell)
                ? "'" + cell
                : cell;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
