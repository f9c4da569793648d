package dev.understudy.engine.architecture.canary.gitlab.release;

import org.gitlab4j.api.models.MergeRequest;

record Requests(MergeRequest used) {}
