package dev.understudy.sample;

/** How a run tells how far it is, and learns that it should stop. */
public interface Progress {
    /** A run that nobody watches and nobody stops. */
    Progress UNWATCHED = new Progress() {
        @Override
        public void listings(long done, long total) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /** Tells how many listings are done. */
    void listings(long done, long total);

    /** Whether the run should stop. */
    boolean isCancelled();
}
