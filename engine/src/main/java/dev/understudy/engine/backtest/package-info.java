/** What a release policy would have done over history, each step as it was known then. */
@NullMarked
package dev.understudy.engine.backtest;

import org.jspecify.annotations.NullMarked;
