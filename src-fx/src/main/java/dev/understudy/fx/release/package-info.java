/** Changes of what is live, each reviewed before it is made. */
@NullMarked
package dev.understudy.fx.release;

import org.jspecify.annotations.NullMarked;
