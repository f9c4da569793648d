/**
 * What the live model really saw: events with their raw inputs, predictions made of them, and outcomes as they became
 * known. Append-only.
 */
@NullMarked
package dev.understudy.engine.traffic;

import org.jspecify.annotations.NullMarked;
