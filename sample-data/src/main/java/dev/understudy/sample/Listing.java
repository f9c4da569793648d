package dev.understudy.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A listing with its outcome, and with the truth about it, which no file holds.
 *
 * @param id its own
 * @param postedSecond when it was posted, in seconds since 1970
 * @param seller who posted it; the platform's id
 * @param agency whether the seller is an agency
 * @param city where the flat is
 * @param district which part of the city; null where missing
 * @param price a month, in whole euros; −1 where missing
 * @param squareMetreCents price a square metre, in cents; −1 where missing
 * @param size in square metres
 * @param rooms how many; −1 where missing
 * @param furnished yes, no or partly; null where missing
 * @param photos how many; −1 where missing
 * @param photosReused whether its photos were seen elsewhere
 * @param accountDays age of the seller's account; −1 where missing
 * @param contact how the seller wants to be reached
 * @param depositFirst whether a deposit is wanted before the viewing
 * @param language of the text; null where missing
 * @param hour of the day at which it was posted, UTC
 * @param title of the listing
 * @param text of the listing
 * @param scam whether it turned out to be a scam
 * @param knownSecond when that became known, in seconds since 1970
 * @param probability the truth: with which probability it is a scam, given all above, the seller and the day
 * @param campaign the truth: whether it belongs to the wave's campaign
 */
public record Listing(
        String id,
        long postedSecond,
        String seller,
        boolean agency,
        String city,
        @Nullable String district,
        int price,
        int squareMetreCents,
        int size,
        int rooms,
        @Nullable String furnished,
        int photos,
        boolean photosReused,
        int accountDays,
        String contact,
        boolean depositFirst,
        @Nullable String language,
        int hour,
        String title,
        String text,
        boolean scam,
        long knownSecond,
        double probability,
        boolean campaign) {
    /** When it was posted. */
    public Instant postedAt() {
        return Instant.ofEpochSecond(postedSecond);
    }

    /** When its outcome became known. */
    public Instant knownAt() {
        return Instant.ofEpochSecond(knownSecond);
    }
}
