package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;

/** Whether production may take a model: only one that staging has had. */
public sealed interface Promotion {
    /**
     * It may.
     *
     * @param staged the newest release of that digest in staging
     */
    record Allowed(Release staged) implements Promotion {}

    /**
     * It may not.
     *
     * @param reason in one sentence
     */
    record StagingMissing(String reason) implements Promotion {}

    /** Looks for the digest among what was merged for staging; the version's name alone proves nothing. */
    static Promotion check(ReleaseHistory staging, Digest digest) {
        return staging.releases().stream()
                .filter(release -> release.digest().equals(digest))
                .findFirst()
                .<Promotion>map(Allowed::new)
                .orElseGet(() -> new StagingMissing("production takes only what staging has had, and staging never had "
                        + digest + " of " + staging.task()));
    }
}
