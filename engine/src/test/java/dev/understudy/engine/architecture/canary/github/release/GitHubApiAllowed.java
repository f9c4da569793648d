package dev.understudy.engine.architecture.canary.github.release;

import org.kohsuke.github.GHPullRequest;

record GitHubApiAllowed(GHPullRequest used) {}
