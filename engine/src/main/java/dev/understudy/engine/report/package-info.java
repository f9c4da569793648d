/** Reports. */
@NullMarked
package dev.understudy.engine.report;

import org.jspecify.annotations.NullMarked;
