package dev.understudy.engine.architecture.canary.lettuce.jobs;

import io.lettuce.core.RedisURI;

record Streams(RedisURI used) {}
