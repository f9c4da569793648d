package dev.understudy.sample;

import java.io.IOException;

/** Takes listings, one after another. */
@FunctionalInterface
public interface ListingVisitor {
    /**
     * Takes a listing.
     *
     * @throws IOException ends the run
     */
    void visit(Listing listing) throws IOException;
}
