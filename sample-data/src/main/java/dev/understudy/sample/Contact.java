package dev.understudy.sample;

/** How the seller wants to be reached. */
enum Contact {
    PLATFORM("platform"),
    PHONE("phone"),
    EMAIL("e-mail"),
    EXTERNAL_LINK("external-link"),
    MESSENGER("messenger");

    private final String text;

    Contact(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether it leads away from the platform in the way that the wave's scheme does. */
    boolean isOfTheScheme() {
        return this == EMAIL || this == EXTERNAL_LINK;
    }

    static Contact any(OfferSpec spec, Draws draws) {
        double left = draws.uniform() - spec.phoneShare();
        if (left < 0) {
            return PHONE;
        }
        left -= spec.emailShare();
        if (left < 0) {
            return EMAIL;
        }
        left -= spec.externalLinkShare();
        if (left < 0) {
            return EXTERNAL_LINK;
        }
        return left < spec.messengerShare() ? MESSENGER : PLATFORM;
    }
}
