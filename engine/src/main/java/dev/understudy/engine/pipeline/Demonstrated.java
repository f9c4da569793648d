package dev.understudy.engine.pipeline;

import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.LiveModels;
import dev.understudy.engine.release.ModelPointer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a demonstration came to, or what one from before is found to have come to.
 *
 * @param found whether it was complete already, so that nothing was changed
 * @param plan what was planned
 * @param simulation the newest simulation
 * @param report its report, where it is there
 * @param live what is live now
 * @param seconds how long it took
 */
public record Demonstrated(
        boolean found,
        SamplePlan plan,
        StoredSimulation simulation,
        Optional<Path> report,
        LiveModels live,
        double seconds) {
    /** What staging has, if it is the simulation's candidate. */
    public Optional<ModelPointer> release() {
        return live.staging()
                .filter(pointer -> simulation
                        .report()
                        .candidate()
                        .digest()
                        .filter(pointer.digest()::equals)
                        .isPresent());
    }
}
