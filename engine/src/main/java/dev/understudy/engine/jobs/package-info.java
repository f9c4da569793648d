/** Predictions that are asked for now and made later: the queue, its rules, and who works on it. */
@NullMarked
package dev.understudy.engine.jobs;

import org.jspecify.annotations.NullMarked;
