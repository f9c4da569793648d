package dev.understudy.engine.statistics;

/** A metric of both models with the influence values of its difference, or why there is none. */
public sealed interface Influence permits PairedInfluence, UndefinedInfluence {}
