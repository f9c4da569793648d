package dev.understudy.engine.release;

/**
 * A pull request as its forge has it.
 *
 * @param number its number in the project; newer ones have higher numbers
 * @param branch the branch that would be merged
 * @param state what became of it
 * @param url where people see it
 * @param title its title
 * @param body its text
 */
record PullRequest(long number, String branch, State state, String url, String title, String body) {
    /** What became of a pull request. */
    enum State {
        OPEN,
        MERGED,
        CLOSED
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether it says what it should; forges change the ends of lines. */
    boolean says(RequestText text) {
        return title.equals(text.title()) && plain(body).equals(plain(text.body()));
    }

    private static String plain(String text) {
        return text.replace("\r", "").strip();
    }
}
