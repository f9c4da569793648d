package dev.understudy.sample;

import java.util.List;

/** The part of the city, with what it makes of the price. */
enum District {
    CENTRE("centre", 1.15),
    WEST("west", 1.0),
    NORTH("north", 0.95),
    SOUTH("south", 0.95),
    EAST("east", 0.9);

    private static final List<District> ALL = List.of(values());

    private final String text;
    private final double factor;

    District(String text, double factor) {
        this.text = text;
        this.factor = factor;
    }

    String text() {
        return text;
    }

    double factor() {
        return factor;
    }

    static District any(Draws draws) {
        return draws.oneOf(ALL);
    }
}
