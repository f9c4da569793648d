package dev.understudy.engine.common;

/**
 * How long work tells of its progress and learns that it should stop. Calls are cheap, so that loops may ask often;
 * implementations are thread-safe.
 */
public interface RunControl {
    /** Work that nobody watches and nobody stops. */
    RunControl UNWATCHED = new RunControl() {
        @Override
        public void progress(String stage, long done, long total) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * Tells how far the work is.
     *
     * @param stage what is being done, as people say it: "reading events"
     * @param done units done
     * @param total units in all, or -1 where it is not known
     */
    void progress(String stage, long done, long total);

    /**
     * Tells at once what somebody should know while the work goes on. It is kept with what the work gives, too, so that
     * whoever does not watch misses nothing.
     *
     * @param sentence without its full stop
     */
    default void warn(String sentence) {}

    /** Whether the work should stop at the next good place. */
    boolean isCancelled();

    /** Stops here if the work was cancelled. */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new UnderstudyException(ErrorCode.CANCELLED, "cancelled; nothing was kept");
        }
    }
}
