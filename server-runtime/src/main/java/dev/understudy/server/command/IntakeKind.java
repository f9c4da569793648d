package dev.understudy.server.command;

/** What a file was taken for, which decides the counts that are told. */
enum IntakeKind {
    EVENTS,
    OUTCOMES,
    PREDICTIONS
}
