/** The six screens, and what a screen shows until there is more to it. */
@NullMarked
package dev.understudy.fx.screen;

import org.jspecify.annotations.NullMarked;
