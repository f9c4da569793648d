package dev.understudy.server.http;

import java.util.Optional;

/**
 * Who may call, and whether each call is told.
 *
 * @param tokens the tokens that callers need; without, everybody who reaches the address may call
 * @param logsRequests whether the log has a line a request
 */
public record Access(Optional<TokenFile> tokens, boolean logsRequests) {
    /** Everybody, in silence. */
    public static final Access OPEN = new Access(Optional.empty(), false);
}
