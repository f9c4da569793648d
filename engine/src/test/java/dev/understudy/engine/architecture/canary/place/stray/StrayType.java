package dev.understudy.engine.architecture.canary.place.stray;

record StrayType(String name) {}
