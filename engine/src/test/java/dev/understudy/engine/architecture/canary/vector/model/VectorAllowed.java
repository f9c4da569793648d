package dev.understudy.engine.architecture.canary.vector.model;

import jdk.incubator.vector.IntVector;

record VectorAllowed(IntVector used) {}
