/** The main screen: choose a candidate and a window, simulate the release, read the verdict and what it stands on. */
@NullMarked
package dev.understudy.fx.simulation;

import org.jspecify.annotations.NullMarked;
