/** The database behind logs and registry: H2 in the workspace or PostgreSQL, one SQL for both. */
@NullMarked
package dev.understudy.engine.database;

import org.jspecify.annotations.NullMarked;
