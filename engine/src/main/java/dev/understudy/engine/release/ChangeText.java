package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;

/**
 * What people read of a change: title and text of the pull request, and of the commits. Control and direction
 * characters are taken out, and lines that look like our trailers are quoted.
 *
 * @param title one line; cut at 120 characters
 * @param body Markdown: the verdict, its table, the report's link; at most 60,000 characters
 */
public record ChangeText(String title, String body) {
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_BODY = 60_000; // forges take 65,536 characters, and the trailers come on top

    /**
     * Cleans and checks the text.
     *
     * @throws UnderstudyException with {@link ErrorCode#DATA_INVALID} if the title is empty or the body too long
     */
    public ChangeText {
        title = PlainText.line(title, LONGEST_TITLE);
        body = PlainText.block(body);
        if (title.isEmpty()) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "the title of a change must not be empty");
        }
        if (body.length() > LONGEST_BODY) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    "the text of a change has " + body.length() + " characters, and at most " + LONGEST_BODY
                            + " are allowed");
        }
    }
}
