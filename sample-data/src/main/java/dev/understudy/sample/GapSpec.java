package dev.understudy.sample;

/**
 * How often a value is missing in the file, whatever else the listing is: the truth still uses it.
 *
 * @param price of price and price a square metre, both at once
 * @param rooms of the number of rooms
 * @param district of the district
 * @param furnished of furnished
 * @param photos of the number of photos
 * @param accountAge of the account's age
 * @param language of the language
 */
public record GapSpec(
        double price,
        double rooms,
        double district,
        double furnished,
        double photos,
        double accountAge,
        double language) {
    static final GapSpec STANDARD = new GapSpec(0.01, 0.03, 0.03, 0.06, 0.01, 0.01, 0.02);

    public GapSpec {
        for (double share : new double[] {price, rooms, district, furnished, photos, accountAge, language}) {
            Checks.within("each share of gaps", share, 0, 1);
        }
    }
}
