package dev.understudy.engine.notify;

import java.io.IOException;

/** A way to people. */
public interface Channel {
    /** What operators call it, such as {@code webhook}; never an address, which may be a secret. */
    String name();

    /**
     * Tells them. May be interrupted, and then ends soon.
     *
     * @throws IOException if they could not be told; its message is shown, and has no secret in it
     */
    void send(Notice notice) throws IOException, InterruptedException;
}
