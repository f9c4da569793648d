package dev.understudy.engine.simulation;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.model.CompiledModel;

/**
 * A version of a task with its model, ready to replay.
 *
 * @param version the version
 * @param digest of its manifest
 * @param model the model
 */
public record SimulatedModel(VersionName version, Digest digest, CompiledModel model) {}
