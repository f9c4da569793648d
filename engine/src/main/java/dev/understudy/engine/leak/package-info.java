/** Features that know what nobody could have known when the event happened. */
@NullMarked
package dev.understudy.engine.leak;

import org.jspecify.annotations.NullMarked;
