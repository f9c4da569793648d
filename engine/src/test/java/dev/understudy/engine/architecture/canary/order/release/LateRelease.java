package dev.understudy.engine.architecture.canary.order.release;

public record LateRelease(String version) {}
