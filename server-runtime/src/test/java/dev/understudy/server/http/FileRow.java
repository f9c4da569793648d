package dev.understudy.server.http;

import de.siegmar.fastcsv.reader.CsvReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of the sample world's file.
 *
 * @param header the columns
 * @param values by column
 */
record FileRow(List<String> header, Map<String, String> values) {
    private static final Set<String> NO_INPUT = Set.of("id", "posted_at", "scam", "known_at");
    private static final Set<String> NUMBERS =
            Set.of("price", "price_per_m2", "size_m2", "rooms", "photos", "account_age_days", "hour");

    static FileRow of(String header, String line) {
        List<String> columns = List.of(header.split(",", -1));
        List<String> cells = CsvReader.builder().ofCsvRecord(line).stream()
                .findFirst()
                .orElseThrow()
                .getFields();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), cells.get(i));
        }
        return new FileRow(columns, values);
    }

    String get(String column) {
        return values.get(column);
    }

    FileRow with(String column, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(column, value);
        return new FileRow(header, changed);
    }

    /** As a caller sends it, its numbers as numbers or as texts; what is missing is left out. */
    String json(boolean texts) {
        return "{\"id\":\"" + get("id") + "\",\"time\":\"" + get("posted_at") + "\",\"input\":"
                + header.stream()
                        .filter(column ->
                                !NO_INPUT.contains(column) && !get(column).isEmpty())
                        .map(column -> quoted(column) + ":"
                                + (NUMBERS.contains(column) && !texts ? get(column) : quoted(get(column))))
                        .collect(Collectors.joining(",", "{", "}"))
                + "}";
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
