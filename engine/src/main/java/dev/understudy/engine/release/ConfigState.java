package dev.understudy.engine.release;

/**
 * All that is decided on, of one task, as one commit of the main branch tells it.
 *
 * @param commit the id of that commit
 * @param staging what was live in staging
 * @param production what was live in production
 */
public record ConfigState(String commit, ReleaseHistory staging, ReleaseHistory production) {
    /** What was live in an environment. */
    public ReleaseHistory history(Environment environment) {
        return switch (environment) {
            case STAGING -> staging;
            case PRODUCTION -> production;
        };
    }

    /** What is live now. */
    public LiveModels live() {
        return new LiveModels(
                staging.live().map(Release::pointer), production.live().map(Release::pointer));
    }
}
