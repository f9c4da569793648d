/** The desktop application: where the parts are put together, and nothing else. */
@NullMarked
package dev.understudy.app;

import org.jspecify.annotations.NullMarked;
