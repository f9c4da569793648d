/** Predictions for callers: which model of each task is live here, what it says, and the log that has it first. */
@NullMarked
package dev.understudy.engine.serving;

import org.jspecify.annotations.NullMarked;
