package dev.understudy.engine.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers behind a chart.
 *
 * @param headers one a column; the first column names the rows
 * @param rows as long as the headers
 */
public record DataTable(List<String> headers, List<List<String>> rows) {
    public DataTable {
        headers = List.copyOf(headers);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The headers, then the rows. */
    public List<List<String>> lines() {
        return Stream.concat(Stream.of(headers), rows.stream()).toList();
    }
}
