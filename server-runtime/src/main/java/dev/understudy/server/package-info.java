/** The headless program: every command, the HTTP API and the job workers over the engine. */
@NullMarked
package dev.understudy.server;

import org.jspecify.annotations.NullMarked;
