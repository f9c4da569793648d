package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.Backlog;
import dev.understudy.engine.jobs.Job;
import dev.understudy.engine.jobs.JobFailure;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.workspace.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the queue and the jobs that are set aside, and has such a job tried again. */
@Command(name = "jobs", description = "Show the queue of jobs, newest first, and have jobs tried again.")
final class JobsCommand extends EngineCommand {
    private static final double MILLIS = 1e3;

    @Option(names = "--failed", description = "only those that are set aside")
    private boolean failed;

    @Option(names = "--retry", paramLabel = "ID", description = "have this job, which is set aside, tried again first")
    private Optional<String> retry = Optional.empty();

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "100",
            description = "how many jobs to show at most; default: 100")
    private int most = 100;

    @Override
    public Integer call() {
        if (most < 0) {
            throw new UnderstudyException(ErrorCode.USAGE, "--most: expected at least 0, and found " + most);
        }
        return super.call();
    }

    @Override
    int run(Engine engine) {
        JobQueue queue = engine.jobs();
        ObjectNode document = Documents.object();
        retry.map(JobId::new).ifPresent(id -> {
            if (!queue.retry(id)) {
                throw new UnderstudyException(
                        ErrorCode.UNKNOWN_ID, "no job " + id + " is set aside; see: understudy jobs --failed");
            }
            document.put("retried", id.text());
        });
        List<Job> jobs = queue.list(failed, most);
        List<Backlog> backlog = queue.backlog();
        ArrayNode listed = document.putArray("jobs");
        jobs.forEach(job -> fill(listed.addObject(), job));
        ArrayNode waiting = document.putArray("backlog");
        backlog.forEach(task -> fill(waiting.addObject(), task));
        print(document, text(jobs, backlog));
        return ExitCode.DONE;
    }

    private static void fill(ObjectNode node, Job job) {
        node.put("id", job.id().text())
                .put("task", job.task().text())
                .put("owner", job.owner())
                .put("state", job.state().key())
                .put("priority", job.priority().key())
                .put("submittedAt", job.submittedAt().toString())
                .put("attempts", job.attempts());
        if (job.lastFailure().isPresent()) {
            JobFailure failure = job.lastFailure().get();
            node.putObject("failure").put("code", failure.code()).put("reason", failure.reason());
        } else {
            node.putNull("failure");
        }
    }

    private static void fill(ObjectNode node, Backlog backlog) {
        node.put("task", backlog.task().text())
                .put("waiting", backlog.waiting())
                .put("running", backlog.running())
                .put("failed", backlog.failed())
                .put("oldestSeconds", backlog.oldest().toMillis() / MILLIS);
    }

    private String text(List<Job> jobs, List<Backlog> backlog) {
        StringBuilder text = new StringBuilder();
        retry.ifPresent(id -> text.append(id).append(" waits again\n\n"));
        if (!backlog.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("task", "waiting", "running", "failed", "oldest"));
            backlog.forEach(task -> rows.add(List.of(
                    task.task().text(),
                    Long.toString(task.waiting()),
                    Long.toString(task.running()),
                    Long.toString(task.failed()),
                    task.oldest().toSeconds() + " s")));
            text.append(TextRenderer.aligned(rows)).append('\n');
        }
        if (jobs.isEmpty()) {
            return text.append(failed ? "no jobs are set aside" : "no jobs").toString();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("job", "task", "state", "priority", "submitted", "attempts", "failure"));
        jobs.forEach(job -> rows.add(List.of(
                job.id().text(),
                job.task().text(),
                job.state().key(),
                job.priority().key(),
                job.submittedAt().toString(),
                Integer.toString(job.attempts()),
                job.lastFailure()
                        .map(failure -> failure.code() + ": " + failure.reason())
                        .orElse(""))));
        return text.append(TextRenderer.aligned(rows)).toString();
    }
}
