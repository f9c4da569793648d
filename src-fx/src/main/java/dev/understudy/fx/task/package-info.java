/** Long work off the FX thread: progress, cancel, and the result back on it. */
@NullMarked
package dev.understudy.fx.task;

import org.jspecify.annotations.NullMarked;
