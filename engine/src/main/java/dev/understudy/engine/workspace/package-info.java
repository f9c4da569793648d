/** A workspace: a directory with its settings and tasks, and the engine wired together on it. */
@NullMarked
package dev.understudy.engine.workspace;

import org.jspecify.annotations.NullMarked;
