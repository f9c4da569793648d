/**
 * Trained models as flat tensors with a manifest, checked in full before use, and the scorers compiled from them. There
 * is nothing executable in a model file.
 */
@NullMarked
package dev.understudy.engine.model;

import org.jspecify.annotations.NullMarked;
