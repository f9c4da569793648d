package dev.understudy.sample;

/**
 * How a flat is offered: all that decides whether the listing is a scam, besides seller and day.
 *
 * @param cheapness logarithm of fair price over price
 * @param photos how many
 * @param photosReused whether they were seen elsewhere
 * @param contact how the seller wants to be reached
 * @param depositFirst whether a deposit is wanted before the viewing
 * @param tellTales how many tell-tale sentences the text has
 * @param language of the text
 * @param hour of the day
 */
record Manner(
        double cheapness,
        int photos,
        boolean photosReused,
        Contact contact,
        boolean depositFirst,
        int tellTales,
        Language language,
        int hour) {}
