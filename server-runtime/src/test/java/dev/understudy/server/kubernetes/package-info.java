/** The manifests for Kubernetes, built and checked. */
@NullMarked
package dev.understudy.server.kubernetes;

import org.jspecify.annotations.NullMarked;
