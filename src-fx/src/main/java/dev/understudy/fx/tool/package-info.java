/** The tool windows at the bottom: running work, notifications, log. */
@NullMarked
package dev.understudy.fx.tool;

import org.jspecify.annotations.NullMarked;
