package dev.understudy.engine.release;

import java.util.Optional;

/**
 * What is live of one task at one commit of the main branch.
 *
 * @param staging in staging
 * @param production in production
 */
public record LiveModels(Optional<ModelPointer> staging, Optional<ModelPointer> production) {
    /** What a candidate is compared with unless told otherwise: production's, else staging's. */
    public Optional<ModelPointer> compared() {
        return production.or(this::staging);
    }
}
