package dev.understudy.server.http;

import java.time.Duration;

/**
 * How long the server waits for others.
 *
 * @param reading how long a caller may take to send a body
 * @param idle how long a connection may be open without a request
 * @param draining how long what is under way may take when the server ends
 */
public record HttpLimits(Duration reading, Duration idle, Duration draining) {
    /** What callers can live with. */
    public static final HttpLimits STANDARD =
            new HttpLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(15));
}
