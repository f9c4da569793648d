package dev.understudy.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Listings of a world as a list, for tests. */
final class Listings {
    private Listings() {}

    static List<Listing> of(WorldSpec spec, long number) {
        List<Listing> listings = new ArrayList<>();
        try {
            new World(spec).listings(number, listings::add, Progress.UNWATCHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return listings;
    }
}
