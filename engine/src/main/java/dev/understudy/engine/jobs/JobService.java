package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.PredictionService;
import dev.understudy.engine.serving.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes calls for predictions that are made later, and shows each caller its own. To whoever has not handed a job in,
 * the job is not there. Thread-safe.
 */
public final class JobService {
    private final JobQueue queue;
    private final PredictionService predictions;
    private final List<TaskName> tasks;
    private final JobObserver observer;

    /**
     * A service.
     *
     * @param predictions says what can never be predicted
     * @param tasks those whose jobs this process takes or works on
     */
    public JobService(JobQueue queue, PredictionService predictions, Collection<TaskName> tasks, JobObserver observer) {
        this.queue = queue;
        this.predictions = predictions;
        this.tasks = List.copyOf(tasks);
        this.observer = observer;
    }

    /**
     * Takes a call; when this returns Accepted, it is durable. The events are checked now as far as they can be without
     * a model and without a sample builder.
     *
     * @param owner who may see the job: the name of a token, or empty where there are none
     * @param key what makes handing it in again safe, of 1 to 200 characters
     * @param events at least one
     * @throws UnderstudyException UNKNOWN_TASK; DATABASE_UNAVAILABLE or QUEUE_UNAVAILABLE if the queue does not answer
     */
    public JobAnswer submit(
            TaskName task, String owner, Optional<String> key, JobPriority priority, List<OfferedEvent> events) {
        Optional<Refusal> refusal = predictions.check(task, events);
        if (refusal.isPresent()) {
            return new JobAnswer.Refused(refusal.get());
        }
        Submitted submitted = queue.submit(new JobSubmission(task, owner, key, priority, JobPayloadJson.write(events)));
        if (submitted instanceof Submitted.Accepted(JobId id, boolean fresh) && fresh) {
            observer.submitted(task);
        }
        return new JobAnswer.Queued(submitted);
    }

    /**
     * A job of an owner. What a succeeded one has as its result is the document that the call would have got at once:
     * {@code {"predictions": [...]}}.
     *
     * @throws UnderstudyException UNKNOWN_ID if this owner has no such job, or it is not kept any more
     */
    public Job find(JobId id, String owner) {
        return queue.find(id)
                .filter(job -> job.owner().equals(owner))
                .orElseThrow(() -> new UnderstudyException(ErrorCode.UNKNOWN_ID, "there is no such job"));
    }

    /**
     * Takes a job of an owner back.
     *
     * @throws UnderstudyException UNKNOWN_ID as {@link #find}
     */
    public Cancellation cancel(JobId id, String owner) {
        Job job = find(id, owner);
        Cancellation cancellation = queue.cancel(id);
        if (cancellation == Cancellation.CANCELLED) {
            observer.ended(job.task(), JobObserver.Ending.CANCELLED);
        }
        return cancellation;
    }

    /**
     * What waits, sorted by task: for each of this process's tasks, had it a job or not, and for each other that has had
     * one.
     *
     * @throws UnderstudyException DATABASE_UNAVAILABLE or QUEUE_UNAVAILABLE if the queue does not answer
     */
    public List<Backlog> backlog() {
        SortedMap<TaskName, Backlog> known = new TreeMap<>();
        // a gauge that is not there cannot be told from a queue that does not answer
        tasks.forEach(task -> known.put(task, new Backlog(task, 0, 0, 0, Duration.ZERO)));
        queue.backlog().forEach(backlog -> known.put(backlog.task(), backlog));
        return List.copyOf(known.values());
    }
}
