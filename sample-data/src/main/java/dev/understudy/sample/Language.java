package dev.understudy.sample;

/** The language of a listing; Dutch is the country's. */
enum Language {
    DUTCH("nl", 0.62),
    ENGLISH("en", 0.30),
    GERMAN("de", 0.08);

    private final String text;
    private final double share;

    Language(String text, double share) {
        this.text = text;
        this.share = share;
    }

    String text() {
        return text;
    }

    static Language any(Draws draws) {
        double left = draws.uniform();
        for (Language language : new Language[] {DUTCH, ENGLISH}) {
            left -= language.share;
            if (left < 0) {
                return language;
            }
        }
        return GERMAN;
    }
}
