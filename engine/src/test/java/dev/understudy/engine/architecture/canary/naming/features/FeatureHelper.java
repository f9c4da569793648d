package dev.understudy.engine.architecture.canary.naming.features;

record FeatureHelper(String name) {}
