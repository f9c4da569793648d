package dev.understudy.server.http;

import java.util.OptionalInt;

/** A request that is refused before the engine hears of it. */
final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int NONE = -1;

    private final HttpFault fault;
    private final boolean broken;
    private final int index;

    private RequestRefused(HttpFault fault, String detail, boolean broken, int index) {
        super(detail, null, false, false);
        this.fault = fault;
        this.broken = broken;
        this.index = index;
    }

    /** Refused; the connection may go on. */
    static RequestRefused of(HttpFault fault, String detail) {
        return new RequestRefused(fault, detail, false, NONE);
    }

    /** Refused in the middle of the body, so that the connection cannot go on. */
    static RequestRefused amidst(HttpFault fault, String detail) {
        return new RequestRefused(fault, detail, true, NONE);
    }

    /** The same, of one fact of the call, unless it says so already. */
    RequestRefused at(int position) {
        return fault == HttpFault.INVALID_REQUEST && index == NONE
                ? new RequestRefused(fault, detail(), broken, position)
                : this;
    }

    OptionalInt index() {
        return index == NONE ? OptionalInt.empty() : OptionalInt.of(index);
    }

    HttpFault fault() {
        return fault;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    boolean closesConnection() {
        return broken;
    }
}
