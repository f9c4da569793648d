/** The desktop application: it wires engine and views and opens the window. */
@NullMarked
package dev.understudy.app;

import org.jspecify.annotations.NullMarked;
