package dev.understudy.engine.architecture.canary.nullmarked.task;

record Unmarked(String name) {}
