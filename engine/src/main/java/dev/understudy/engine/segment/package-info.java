/**
 * Columnar copies of the logs by day, mapped into memory: what a replay reads instead of the database. They are derived,
 * built when they are first needed, and may be deleted at any time. They know the database and the logs, and no model.
 */
@NullMarked
package dev.understudy.engine.segment;

import org.jspecify.annotations.NullMarked;
