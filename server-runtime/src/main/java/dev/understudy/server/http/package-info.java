/** The HTTP API: one handler a resource, each a call of the engine. Helidon is known here and nowhere else. */
@NullMarked
package dev.understudy.server.http;

import org.jspecify.annotations.NullMarked;
