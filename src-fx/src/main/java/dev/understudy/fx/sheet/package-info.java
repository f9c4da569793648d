/** Forms and reviews that lie over the window until they are answered. */
@NullMarked
package dev.understudy.fx.sheet;

import org.jspecify.annotations.NullMarked;
