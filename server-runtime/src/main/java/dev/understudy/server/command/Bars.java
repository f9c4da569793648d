package dev.understudy.server.command;

/** Bars of text. */
final class Bars {
    private static final int WIDTH = 16;

    private Bars() {}

    /** A bar to the left or the right of a middle line; the largest number fills its side. */
    static String aboutMiddle(double value, double largest) {
        int cells = cells(Math.abs(value), largest);
        return value < 0
                ? " ".repeat(WIDTH - cells) + "█".repeat(cells) + "│"
                : " ".repeat(WIDTH) + "│" + "█".repeat(cells);
    }

    /** A bar from the left. */
    static String fromLeft(double value, double largest) {
        return "█".repeat(cells(value, largest));
    }

    private static int cells(double value, double largest) {
        return largest > 0 ? (int) Math.round(WIDTH * value / largest) : 0;
    }
}
