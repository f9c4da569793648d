package dev.understudy.engine.common;

/** Puts text of unknown origin into a message without letting it forge lines, move the cursor or fill the screen. */
public final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    /** The text in quotes, on one line, cut at 120 characters, with control and direction characters as {@code \\u}. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(point -> {
            if (isShowable(point)) {
                quoted.appendCodePoint(point);
            } else {
                quoted.append(String.format("\\u%04x", point));
            }
        });
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }

    /** Whether the character shows as itself: no control, direction, line separator or lone surrogate. */
    public static boolean isShowable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
