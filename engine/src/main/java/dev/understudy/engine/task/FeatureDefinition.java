package dev.understudy.engine.task;

/**
 * One input of the model.
 *
 * @param name the column of the raw input
 * @param type how it is read
 */
public record FeatureDefinition(String name, FeatureType type) {}
