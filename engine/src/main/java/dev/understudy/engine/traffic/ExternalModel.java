package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.time.Instant;

/**
 * A model that lives elsewhere: its log was imported, and there is no artifact.
 *
 * @param task its task
 * @param version its name here, {@code x-NAME}
 * @param predictions how many are in the log
 * @param first time of the first event that it predicted
 * @param last time of the last one
 * @param recordedAt when the first of them was imported
 */
public record ExternalModel(
        TaskName task, VersionName version, long predictions, Instant first, Instant last, Instant recordedAt) {}
