package dev.understudy.engine.release;

/**
 * What a pull request says: a change's text, with the trailers beneath.
 *
 * @param title one line
 * @param body Markdown
 */
record RequestText(String title, String body) {}
