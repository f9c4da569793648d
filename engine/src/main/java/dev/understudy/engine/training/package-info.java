/** From a snapshot to a model artifact: what to train with, and the trainers. */
@NullMarked
package dev.understudy.engine.training;

import org.jspecify.annotations.NullMarked;
