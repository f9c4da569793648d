/** What was known at a moment, ready to train on. */
@NullMarked
package dev.understudy.engine.snapshot;

import org.jspecify.annotations.NullMarked;
