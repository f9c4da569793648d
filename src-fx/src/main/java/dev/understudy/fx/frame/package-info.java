/** The window around the screens: stripe, top bar, content, tool windows, status bar. */
@NullMarked
package dev.understudy.fx.frame;

import org.jspecify.annotations.NullMarked;
