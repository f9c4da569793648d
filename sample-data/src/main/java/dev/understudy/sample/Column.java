package dev.understudy.sample;

/** The columns of an events file, in their order. */
enum Column {
    ID("id", Kind.TEXT, true),
    POSTED_AT("posted_at", Kind.INSTANT, true),
    SELLER("seller", Kind.TEXT, true),
    SELLER_KIND("seller_kind", Kind.TEXT, true),
    CITY("city", Kind.TEXT, true),
    DISTRICT("district", Kind.TEXT, false),
    PRICE("price", Kind.WHOLE, false),
    PRICE_PER_M2("price_per_m2", Kind.HUNDREDTHS, false),
    SIZE_M2("size_m2", Kind.WHOLE, true),
    ROOMS("rooms", Kind.WHOLE, false),
    FURNISHED("furnished", Kind.TEXT, false),
    PHOTOS("photos", Kind.WHOLE, false),
    PHOTOS_REUSED("photos_reused", Kind.TEXT, true),
    ACCOUNT_AGE_DAYS("account_age_days", Kind.WHOLE, false),
    CONTACT("contact", Kind.TEXT, true),
    DEPOSIT_BEFORE_VIEWING("deposit_before_viewing", Kind.TEXT, true),
    LANGUAGE("language", Kind.TEXT, false),
    HOUR("hour", Kind.WHOLE, true),
    TITLE("title", Kind.TEXT, true),
    TEXT("text", Kind.TEXT, true),
    SCAM("scam", Kind.TEXT, true),
    KNOWN_AT("known_at", Kind.INSTANT, true);

    /** What the cells are. */
    enum Kind {
        TEXT,
        WHOLE,
        HUNDREDTHS,
        INSTANT
    }

    private final String text;
    private final Kind kind;
    private final boolean always;

    Column(String text, Kind kind, boolean always) {
        this.text = text;
        this.kind = kind;
        this.always = always;
    }

    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    /** Whether no cell is ever missing. */
    boolean isAlwaysThere() {
        return always;
    }
}
