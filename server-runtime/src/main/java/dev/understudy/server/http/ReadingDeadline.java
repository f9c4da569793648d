package dev.understudy.server.http;

/**
 * Says when the body of a request is being read, so that its connection is cut if that takes too long: a single read may
 * always go on for one more byte.
 */
final class ReadingDeadline {
    /** The calling thread begins to read. */
    Running begin() {
        return new Running(HelidonConnection.current().during(HelidonConnection.Phase.BODY));
    }

    /** A body that is being read. */
    record Running(HelidonConnection.Interlude interlude) implements AutoCloseable {
        @Override
        public void close() {
            interlude.close();
        }
    }
}
