package dev.understudy.server.http;

import java.time.Duration;

/**
 * How long the server waits for others, and for how many.
 *
 * @param reading how long a caller may take to send a body, and to take in one write of an answer
 * @param idle how long a connection may be open without a request
 * @param draining how long what is under way may take when the server ends
 * @param head how long a caller may take to send a request's first line and headers, from their first byte on
 * @param leaving how long the server goes on answering after it has said that it ends, so that those who send requests
 *     to it notice
 * @param connections how many connections may be open
 */
public record HttpLimits(
        Duration reading, Duration idle, Duration draining, Duration head, Duration leaving, int connections) {
    /** How many connections may be open where nobody says otherwise. */
    public static final int CONNECTIONS = 12_000;

    private static final Duration REST = Duration.ofSeconds(2);

    /** Our own work takes what it takes. */
    private static final Duration UNLIMITED = Duration.ofDays(365);

    /** What callers can live with, where nobody sends requests on from elsewhere. */
    public static final HttpLimits STANDARD = new HttpLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ZERO,
            CONNECTIONS);

    public HttpLimits {
        if (connections < 1) {
            throw new IllegalArgumentException("expected 1 connection or more, and found " + connections);
        }
    }

    /** The standard, but for these; a server that ends does so at once. */
    public HttpLimits(Duration reading, Duration idle, Duration draining) {
        this(reading, idle, draining, Duration.ofSeconds(10), Duration.ZERO, CONNECTIONS);
    }

    /** The same, with other times to leave and another number of connections. */
    public HttpLimits with(Duration otherLeaving, int otherConnections) {
        return new HttpLimits(reading, idle, draining, head, otherLeaving, otherConnections);
    }

    /** How long a connection may stay in a phase. */
    Duration longest(HelidonConnection.Phase phase) {
        return switch (phase) {
            case WAITING -> idle;
            case HEAD -> head;
            case BODY, ANSWER -> reading;
            case REST -> REST;
            case CALL, CLOSED -> UNLIMITED;
        };
    }
}
