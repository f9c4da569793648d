package dev.understudy.engine.architecture.canary.outside.simulation;

import org.slf4j.Logger;

record AllowedSimulation(Logger used) {}
