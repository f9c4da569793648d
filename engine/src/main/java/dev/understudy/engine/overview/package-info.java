/** Where every task stands, for those who look before they act. Nothing is changed here. */
@NullMarked
package dev.understudy.engine.overview;

import org.jspecify.annotations.NullMarked;
