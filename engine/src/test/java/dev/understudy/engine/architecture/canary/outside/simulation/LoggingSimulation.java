package dev.understudy.engine.architecture.canary.outside.simulation;

import java.util.logging.Logger;

record LoggingSimulation(Logger used) {}
