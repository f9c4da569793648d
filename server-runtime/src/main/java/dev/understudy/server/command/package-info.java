/** The commands: each reads its flags, makes one call of the engine, and prints what came of it. */
@NullMarked
package dev.understudy.server.command;

import org.jspecify.annotations.NullMarked;
