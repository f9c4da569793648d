/** What the real program survives: its processes are killed, starved and cut off, and nothing that it acknowledged is lost. */
@NullMarked
package dev.understudy.server.faults;

import org.jspecify.annotations.NullMarked;
