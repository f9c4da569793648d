package dev.understudy.engine.notify;

import java.util.List;

/**
 * What people are told.
 *
 * @param subject one line: what it is about
 * @param sentence what came of it
 * @param table headings and rows of one length; empty: none
 * @param links where more is, a line each
 */
public record Notice(String subject, String sentence, List<List<String>> table, List<String> links) {
    public Notice {
        table = table.stream().map(List::copyOf).toList();
        links = List.copyOf(links);
    }

    /** The table in columns of equal width, as plain text; empty where there is none. */
    String tableText() {
        if (table.isEmpty()) {
            return "";
        }
        int[] widths = new int[table.getFirst().size()];
        for (List<String> row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** All of it as plain text. */
    public String text() {
        String table = tableText();
        return subject + "\n\n" + sentence + "\n" + (table.isEmpty() ? "" : "\n" + table)
                + (links.isEmpty() ? "" : "\n" + String.join("\n", links) + "\n");
    }
}
