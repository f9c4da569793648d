package dev.understudy.fx.release;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a file that would change.
 *
 * @param kind whether it stays
 * @param text the line
 */
public record DiffLine(Kind kind, String text) {
    /** What becomes of a line. */
    public enum Kind {
        /** It stays as it is. */
        SAME(" "),
        /** It goes. */
        REMOVED("−"),
        /** It comes. */
        ADDED("+");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        /** The sign before the line. */
        public String sign() {
            return sign;
        }
    }

    /** What makes one text of another, by a longest common subsequence of lines. */
    static List<DiffLine> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> fresh = after.lines().toList();
        int[][] common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<DiffLine> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                lines.add(new DiffLine(Kind.SAME, old.get(i)));
                i++;
                j++;
            } else if (i < old.size() && (j == fresh.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new DiffLine(Kind.REMOVED, old.get(i)));
                i++;
            } else {
                lines.add(new DiffLine(Kind.ADDED, fresh.get(j)));
                j++;
            }
        }
        return lines;
    }
}
