package dev.understudy.engine.pipeline;

import dev.understudy.engine.registry.ModelVersion;

/**
 * What a training gave.
 *
 * @param version the version
 * @param reused whether the same training had given it before, so that nothing was trained
 */
public record TrainedModel(ModelVersion version, boolean reused) {}
