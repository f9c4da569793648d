package dev.understudy.engine.store;

/** Hears how far a transfer has come. */
@FunctionalInterface
public interface TransferProgress {
    /** Nobody listens. */
    TransferProgress NONE = (sent, all) -> {};

    /**
     * Some more has arrived.
     *
     * @param sent bytes so far, from 0
     * @param all bytes in all
     */
    void sent(long sent, long all);
}
