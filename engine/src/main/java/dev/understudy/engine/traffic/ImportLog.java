package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.util.List;

/** Takes the facts of files into the logs, many at a time. */
public interface ImportLog {
    /**
     * Appends the facts of some rows in one piece; when this returns, they are durable. What is there already is a
     * duplicate; what is there with other content is refused. With a refused event, the whole row is; a refused score
     * leaves event and outcome alone.
     */
    PortionResult append(TaskName task, List<ImportedRow> portion);
}
