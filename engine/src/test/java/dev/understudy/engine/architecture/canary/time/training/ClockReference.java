package dev.understudy.engine.architecture.canary.time.training;

import java.time.Instant;
import java.util.function.Supplier;

final class ClockReference {
    final Supplier<Instant> clock = Instant::now;
}
