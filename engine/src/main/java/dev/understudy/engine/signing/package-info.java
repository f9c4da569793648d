/** Signatures of models in the format of OpenSSF Model Signing 1.0, and the keys for them. */
@NullMarked
package dev.understudy.engine.signing;

import org.jspecify.annotations.NullMarked;
