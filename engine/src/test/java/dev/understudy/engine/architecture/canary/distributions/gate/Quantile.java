package dev.understudy.engine.architecture.canary.distributions.gate;

import org.apache.commons.statistics.distribution.NormalDistribution;

record Quantile(NormalDistribution used) {}
