/** What people and programs read of a simulation: JSON, a self-contained HTML page, CSV. Reads results, decides nothing. */
@NullMarked
package dev.understudy.engine.report;

import org.jspecify.annotations.NullMarked;
