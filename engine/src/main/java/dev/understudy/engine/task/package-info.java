/**
 * What a model is for, as the task file says it: where events and outcomes are found, the features, the decision, how
 * to train, and the gate a candidate has to pass.
 */
@NullMarked
package dev.understudy.engine.task;

import org.jspecify.annotations.NullMarked;
