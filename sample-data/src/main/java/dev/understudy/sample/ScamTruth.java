package dev.understudy.sample;

/** With which probability a listing is a scam. */
final class ScamTruth {
    private static final double USUAL_DAYS = 300;
    private static final double EXTRA_DAYS = 5;
    private static final int FEW_PHOTOS = 2;
    private static final int NIGHT_ENDS = 6;

    private final ScamSpec spec;
    private final WaveSpec wave;

    ScamTruth(ScamSpec spec, WaveSpec wave) {
        this.spec = spec;
        this.wave = wave;
    }

    double probability(Manner manner, Seller seller, int day, double dayEffect) {
        double logit = spec.intercept()
                + spec.cheapness() * manner.cheapness()
                + spec.youngAccount() * StrictMath.log((USUAL_DAYS + EXTRA_DAYS) / (seller.accountDays() + EXTRA_DAYS))
                + (manner.depositFirst() ? spec.deposit() : 0)
                + (manner.photosReused() ? spec.reusedPhotos() : 0)
                + (manner.photos() <= FEW_PHOTOS ? spec.fewPhotos() : 0)
                + spec.tellTale() * manner.tellTales()
                + of(manner.contact())
                + (manner.language() == Language.DUTCH ? 0 : spec.foreign())
                + (manner.hour() < NIGHT_ENDS ? spec.night() : 0)
                + (seller.agency() ? spec.agency() : 0)
                + seller.effect()
                + dayEffect
                + (showsTheScheme(manner, seller) ? wave.effect() * wave.height(day) : 0);
        return 1 / (1 + StrictMath.exp(-logit));
    }

    private double of(Contact contact) {
        return switch (contact) {
            case PLATFORM -> 0;
            case PHONE -> spec.phone();
            case EMAIL -> spec.email();
            case EXTERNAL_LINK -> spec.externalLink();
            case MESSENGER -> spec.messenger();
        };
    }

    private boolean showsTheScheme(Manner manner, Seller seller) {
        return manner.photosReused() && manner.contact().isOfTheScheme() && seller.accountDays() >= wave.accountDays();
    }
}
