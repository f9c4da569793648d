package dev.understudy.engine.architecture.canary.distributions.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

record AllowedHome(NormalDistribution used) {}
