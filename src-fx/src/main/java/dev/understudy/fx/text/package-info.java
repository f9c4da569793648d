/** The words of the window, from a resource bundle. */
@NullMarked
package dev.understudy.fx.text;

import org.jspecify.annotations.NullMarked;
