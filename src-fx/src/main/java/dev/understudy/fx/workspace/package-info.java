/** The workspace that the window has open, and the way from every screen to its engine. */
@NullMarked
package dev.understudy.fx.workspace;

import org.jspecify.annotations.NullMarked;
