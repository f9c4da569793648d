package dev.understudy.fx.architecture.canary;

import dev.understudy.server.CanaryServer;

/** Knows the server-runtime: must be rejected. */
final class MeetsServer {
    CanaryServer server() {
        return new CanaryServer();
    }
}
