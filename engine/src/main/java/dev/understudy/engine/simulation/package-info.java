/** The release, simulated: both models on the traffic that the live model really saw. */
@NullMarked
package dev.understudy.engine.simulation;

import org.jspecify.annotations.NullMarked;
