/** From raw inputs to the numbers that a model sees, learnt once at training and kept with the model. */
@NullMarked
package dev.understudy.engine.features;

import org.jspecify.annotations.NullMarked;
