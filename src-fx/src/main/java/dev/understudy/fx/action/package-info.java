/** What can be done in the window: one list for the keyboard, the palette and the menus. */
@NullMarked
package dev.understudy.fx.action;

import org.jspecify.annotations.NullMarked;
