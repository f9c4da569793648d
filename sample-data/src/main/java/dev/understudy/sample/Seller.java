package dev.understudy.sample;

/**
 * Who lists, as on the day of the listing.
 *
 * @param id by which the platform knows the seller
 * @param agency whether it is an agency
 * @param effect the seller's own effect on the logit of a scam
 * @param accountDays age of the account
 * @param home where most of the seller's flats are
 * @param language of the seller's listings
 */
record Seller(String id, boolean agency, double effect, int accountDays, City home, Language language) {}
