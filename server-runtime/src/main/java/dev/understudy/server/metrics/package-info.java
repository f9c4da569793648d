/** What Prometheus is told. Its client is known here and nowhere else. */
@NullMarked
package dev.understudy.server.metrics;

import org.jspecify.annotations.NullMarked;
