/** Ids, time windows, progress and errors: what every other package speaks of. */
@NullMarked
package dev.understudy.engine.common;

import org.jspecify.annotations.NullMarked;
