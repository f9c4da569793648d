package dev.understudy.sample;

import java.util.List;

/** Where flats are: cities with the fair price of a square metre. */
enum City {
    UTRECHT("Utrecht", 22),
    HAARLEM("Haarlem", 21),
    LEIDEN("Leiden", 20),
    DELFT("Delft", 18),
    BREDA("Breda", 16),
    GOUDA("Gouda", 15);

    private static final List<City> ALL = List.of(values());

    private final String text;
    private final double squareMetre;

    City(String text, double squareMetre) {
        this.text = text;
        this.squareMetre = squareMetre;
    }

    String text() {
        return text;
    }

    /** What such a flat costs a month, in euros. */
    double fairPrice(District district, int size) {
        return squareMetre * district.factor() * size;
    }

    static City any(Draws draws) {
        return draws.oneOf(ALL);
    }
}
