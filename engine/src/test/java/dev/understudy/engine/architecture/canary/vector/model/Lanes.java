package dev.understudy.engine.architecture.canary.vector.model;

import jdk.incubator.vector.IntVector;

record Lanes(IntVector used) {}
