package dev.understudy.server.command;

/** How a command prints its data. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** One document for programs. */
    JSON
}
