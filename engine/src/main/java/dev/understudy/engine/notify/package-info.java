/** Tells people elsewhere what a job came to. Nothing that goes wrong here ends the job. */
@NullMarked
package dev.understudy.engine.notify;

import org.jspecify.annotations.NullMarked;
