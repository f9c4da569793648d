/** The workbench's views and view models; they call the engine and know no program around them. */
@NullMarked
package dev.understudy.fx;

import org.jspecify.annotations.NullMarked;
