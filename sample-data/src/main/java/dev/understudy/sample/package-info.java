/** The sample world: rental listings with scams, outcomes that come late, and drift. */
@NullMarked
package dev.understudy.sample;

import org.jspecify.annotations.NullMarked;
