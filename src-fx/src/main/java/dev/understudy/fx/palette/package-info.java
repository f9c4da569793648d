/** The command palette: every action by name. */
@NullMarked
package dev.understudy.fx.palette;

import org.jspecify.annotations.NullMarked;
