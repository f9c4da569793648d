package dev.understudy.server.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A JSON document for people: fields as lines, lists of objects as tables. */
final class TextRenderer {
    private TextRenderer() {}

    static String render(JsonNode document) {
        StringBuilder text = new StringBuilder();
        int width = document.properties().stream()
                .filter(field -> isScalar(field.getValue()))
                .mapToInt(field -> field.getKey().length())
                .max()
                .orElse(0);
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            JsonNode value = field.getValue();
            if (isScalar(value)) {
                if (!value.isNull()) {
                    text.append(pad(field.getKey(), width))
                            .append("  ")
                            .append(scalar(value))
                            .append('\n');
                }
            } else if (value.isArray()) {
                text.append(value.isEmpty() ? "no " + field.getKey() + "\n" : table(value));
            } else if (!value.isEmpty()) {
                text.append(field.getKey()).append('\n');
                text.append(render(value).indent(2));
            }
        }
        return text.toString();
    }

    private static boolean isScalar(JsonNode value) {
        return value.isValueNode();
    }

    private static String table(JsonNode rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.propertyNames()));
        if (columns.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> lines.append(scalar(row)).append('\n'));
            return lines.toString();
        }
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.copyOf(columns));
        for (JsonNode row : rows) {
            cells.add(columns.stream().map(column -> cell(row.path(column))).toList());
        }
        return aligned(cells);
    }

    /** Rows of cells with their columns aligned. */
    static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(pad(row.get(i), widths[i])).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String cell(JsonNode value) {
        return value.isValueNode() ? scalar(value) : value.isMissingNode() ? "" : value.toString();
    }

    private static String scalar(JsonNode value) {
        return value.isNull() ? "" : value.asString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
