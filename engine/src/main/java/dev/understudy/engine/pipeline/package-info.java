/** What runs several steps, one class a verb: the calls behind button, command and scheduled job. */
@NullMarked
package dev.understudy.engine.pipeline;

import org.jspecify.annotations.NullMarked;
