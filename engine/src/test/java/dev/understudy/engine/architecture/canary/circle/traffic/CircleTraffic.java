package dev.understudy.engine.architecture.canary.circle.traffic;

import dev.understudy.engine.architecture.canary.circle.features.CircleFeatures;

public record CircleTraffic(CircleFeatures features) {}
