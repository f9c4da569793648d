package dev.understudy.sample;

import java.io.IOException;
import java.util.concurrent.CancellationException;

/** A world of rental listings, streamed in the order of their times and never held in memory. */
public final class World {
    private static final int TELL_EVERY = 4096;

    private final WorldSpec spec;

    /** The world of a specification. */
    public World(WorldSpec spec) {
        this.spec = spec;
    }

    /** The truth of it. */
    public WorldSpec spec() {
        return spec;
    }

    /**
     * Hands out listings, posted over all days of the world: more of them make it denser.
     *
     * @param number how many, 1 or more
     * @throws CancellationException if the run was cancelled
     * @throws IOException as the visitor throws it
     */
    public void listings(long number, ListingVisitor visitor, Progress progress) throws IOException {
        if (number < 1) {
            throw new IllegalArgumentException("expected 1 listing or more, and found " + number);
        }
        Days days = new Days(spec, number);
        ListingMaker maker = new ListingMaker(spec, days, new Sellers(spec, number));
        long done = 0;
        for (int day = 0; day < spec.days(); day++) {
            Draws draws = Draws.of(spec.seed(), Draws.Stream.LISTINGS, day);
            long today = days.listings(day);
            for (long i = 0; i < today; i++) {
                if (done % TELL_EVERY == 0) {
                    tell(done, number, progress);
                }
                double place = (i + draws.uniform()) / today;
                visitor.visit(maker.listing(done, day, days.second(place), draws));
                done++;
            }
        }
        tell(done, number, progress);
    }

    private static void tell(long done, long number, Progress progress) {
        if (progress.isCancelled()) {
            throw new CancellationException("cancelled after " + done + " of " + number + " listings");
        }
        progress.listings(done, number);
    }
}
