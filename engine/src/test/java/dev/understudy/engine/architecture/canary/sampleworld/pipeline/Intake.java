package dev.understudy.engine.architecture.canary.sampleworld.pipeline;

import dev.understudy.sample.WorldSpec;

record Intake(WorldSpec used) {}
