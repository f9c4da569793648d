/** What was trained, simulated and run. */
@NullMarked
package dev.understudy.engine.registry;

import org.jspecify.annotations.NullMarked;
