/** From a simulation's report to a verdict, by the task's policy. Pure. */
@NullMarked
package dev.understudy.engine.gate;

import org.jspecify.annotations.NullMarked;
