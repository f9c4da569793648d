package dev.understudy.engine.architecture.canary.circle.features;

import dev.understudy.engine.architecture.canary.circle.traffic.CircleTraffic;

public record CircleFeatures(CircleTraffic traffic) {}
