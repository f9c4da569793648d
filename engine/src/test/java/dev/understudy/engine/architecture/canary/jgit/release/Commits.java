package dev.understudy.engine.architecture.canary.jgit.release;

import org.eclipse.jgit.lib.Repository;

record Commits(Repository used) {}
