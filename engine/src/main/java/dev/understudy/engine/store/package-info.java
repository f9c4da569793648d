/** The artifact store: objects under names, created once and never overwritten. */
@NullMarked
package dev.understudy.engine.store;

import org.jspecify.annotations.NullMarked;
