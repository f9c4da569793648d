package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import java.time.Instant;

/**
 * A job that a worker has claimed.
 *
 * @param lease the worker's right to it
 * @param task what it belongs to
 * @param payload what to do
 * @param attempt the how manieth try this is, from 1
 * @param submittedAt when it was handed in
 */
public record ClaimedJob(JobLease lease, TaskName task, String payload, int attempt, Instant submittedAt) {}
