package dev.understudy.engine.jobs;

/**
 * The right to work on a job for a while.
 *
 * @param id the job
 * @param token its fencing token: grows with each claim, and what is told under an earlier one is refused
 */
public record JobLease(JobId id, long token) {}
