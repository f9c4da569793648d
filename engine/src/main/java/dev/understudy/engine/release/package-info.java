/**
 * What is live where, kept in a git repository of configuration: releases, rollbacks, their approval and their history.
 *
 * <p>{@link ReleaseProcess} decides; {@link ConfigRepository} keeps; {@link Forge} brings a proposed change to the
 * main branch, at once or by way of a pull request.
 */
@NullMarked
package dev.understudy.engine.release;

import org.jspecify.annotations.NullMarked;
