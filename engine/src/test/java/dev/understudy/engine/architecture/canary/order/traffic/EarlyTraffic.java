package dev.understudy.engine.architecture.canary.order.traffic;

import dev.understudy.engine.architecture.canary.order.release.LateRelease;

record EarlyTraffic(LateRelease release) {}
