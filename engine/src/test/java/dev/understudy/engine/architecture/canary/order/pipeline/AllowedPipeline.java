package dev.understudy.engine.architecture.canary.order.pipeline;

import dev.understudy.engine.architecture.canary.order.release.LateRelease;

record AllowedPipeline(LateRelease release) {}
