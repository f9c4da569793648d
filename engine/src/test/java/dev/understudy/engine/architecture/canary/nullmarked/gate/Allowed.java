package dev.understudy.engine.architecture.canary.nullmarked.gate;

record Allowed(String name) {}
