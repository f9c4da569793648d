@NullMarked
package dev.understudy.engine.architecture.canary.nullmarked.gate;

import org.jspecify.annotations.NullMarked;
