package dev.understudy.server.http;

import java.net.InetAddress;
import java.time.Duration;

/**
 * Where a server listens, for how many, and who may come in.
 *
 * @param address where; a loopback address, or there are tokens
 * @param port which port; 0: one that is free
 */
public record Door(InetAddress address, int port, HttpLimits limits, Access access) {
    /** The same, but for a server that ends as soon as it is told to. */
    public Door leavingAtOnce() {
        return new Door(address, port, limits.with(Duration.ZERO, limits.connections()), access);
    }
}
