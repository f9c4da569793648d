package dev.understudy.engine.architecture.canary.place.task;

record AllowedTask(String name) {}
