package dev.understudy.engine.architecture.canary.naming.features;

record AllowedFeature(String name) {}
