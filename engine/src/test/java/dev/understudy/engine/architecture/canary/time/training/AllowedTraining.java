package dev.understudy.engine.architecture.canary.time.training;

import java.time.Instant;
import java.time.InstantSource;

record AllowedTraining(InstantSource clock) {
    Instant started() {
        return clock.instant();
    }
}
