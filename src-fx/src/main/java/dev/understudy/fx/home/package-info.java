/** The latest verdict of each task, what is live, what waits, and what was done last. */
@NullMarked
package dev.understudy.fx.home;

import org.jspecify.annotations.NullMarked;
