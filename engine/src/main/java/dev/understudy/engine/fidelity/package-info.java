/** What releases brought, against what their simulations said they would bring. */
@NullMarked
package dev.understudy.engine.fidelity;

import org.jspecify.annotations.NullMarked;
