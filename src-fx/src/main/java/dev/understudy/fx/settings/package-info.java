/** What the window remembers from one start to the next. */
@NullMarked
package dev.understudy.fx.settings;

import org.jspecify.annotations.NullMarked;
