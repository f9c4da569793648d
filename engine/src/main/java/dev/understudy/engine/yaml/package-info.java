/**
 * Strict reading of YAML settings: every key is known, every value has its type, and every complaint names file, line,
 * key and what was expected.
 */
@NullMarked
package dev.understudy.engine.yaml;

import org.jspecify.annotations.NullMarked;
