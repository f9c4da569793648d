package dev.understudy.server.http;

import dev.understudy.engine.serving.Refusal;

/** The engine refused a call because of one of its facts. */
final class FactRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    FactRefused(Refusal refusal) {
        super(refusal.reason(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
