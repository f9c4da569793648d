package dev.understudy.sample;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes listings cell by cell, in the order of {@link Column}. */
interface RowSink extends Closeable {
    /** A text; null where missing. */
    void text(@Nullable String value);

    /** A whole number from 0; −1 where missing. */
    void whole(int value);

    /** A number from 0 in hundredths; −1 where missing. */
    void hundredths(int value);

    /** A moment in seconds since 1970. */
    void instant(long second);

    /** The row is complete. */
    void endRow() throws IOException;

    /** Hands a listing over; the truth about it is not told. */
    default void take(Listing listing) throws IOException {
        text(listing.id());
        instant(listing.postedSecond());
        text(listing.seller());
        text(listing.agency() ? "agency" : "private");
        text(listing.city());
        text(listing.district());
        whole(listing.price());
        hundredths(listing.squareMetreCents());
        whole(listing.size());
        whole(listing.rooms());
        text(listing.furnished());
        whole(listing.photos());
        text(yesOrNo(listing.photosReused()));
        whole(listing.accountDays());
        text(listing.contact());
        text(yesOrNo(listing.depositFirst()));
        text(listing.language());
        whole(listing.hour());
        text(listing.title());
        text(listing.text());
        text(yesOrNo(listing.scam()));
        instant(listing.knownSecond());
        endRow();
    }

    private static String yesOrNo(boolean value) {
        return value ? "yes" : "no";
    }
}
