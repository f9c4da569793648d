package dev.understudy.engine.architecture.canary.jgit.release;

import org.eclipse.jgit.lib.Repository;

record JGitAllowed(Repository used) {}
