/** Light, dark, or as the system; the size of text; the stylesheets behind both. */
@NullMarked
package dev.understudy.fx.theme;

import org.jspecify.annotations.NullMarked;
