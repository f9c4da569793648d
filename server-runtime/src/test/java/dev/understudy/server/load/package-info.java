/** Load for measurements; started by the scripts in docs/benchmarks, and by no test. */
@NullMarked
package dev.understudy.server.load;

import org.jspecify.annotations.NullMarked;
