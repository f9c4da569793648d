package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.JobFailure;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.WorkerNote;
import dev.understudy.engine.serving.ModelState;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What operators read: a JSON object a line, for each failure and each change of a model. Of a request it says which
 * route it took and the ids it came with, and nothing else that the caller wrote.
 */
public final class OperatorLog {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PrintStream out;
    private final InstantSource clock;

    public OperatorLog(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** How much a line matters. */
    enum Level {
        INFO,
        WARN,
        ERROR
    }

    /** A request that was answered. */
    void answered(Call call, String method, int status, Duration took) {
        write(request(Level.INFO, "request", call, method).put("status", status).put("micros", took.toNanos() / 1_000));
    }

    /** A request that failed because of what it said. */
    void refused(Call call, String method, Problem problem) {
        write(request(Level.WARN, "request-refused", call, method)
                .put("status", problem.status())
                .put("code", problem.code()));
    }

    /** A request that failed because of us. */
    void failed(Call call, String method, Problem problem, Throwable failure) {
        ObjectNode line = request(Level.ERROR, "request-failed", call, method)
                .put("status", problem.status())
                .put("code", problem.code());
        if (failure instanceof UnderstudyException known) {
            line.put("reason", known.getMessage());
        } else {
            line.put("reason", failure.getClass().getName()).put("trace", trace(failure));
        }
        write(line);
    }

    private ObjectNode request(Level level, String event, Call call, String method) {
        ObjectNode line = line(level, event)
                .put("requestId", call.id())
                .put("method", method)
                .put("route", call.route());
        call.trace()
                .ifPresent(trace -> line.put("traceId", trace.traceId())
                        .put("parentId", trace.parentId())
                        .put("spanId", call.spanId()));
        if (!call.owner().isEmpty()) {
            line.put("owner", call.owner());
        }
        return line;
    }

    /** Failures on our side that the log could not take. */
    public void failuresLost(String task, int failures, UnderstudyException why) {
        write(line(Level.ERROR, "failures-not-logged")
                .put("task", task)
                .put("failures", failures)
                .put("code", why.code().code())
                .put("reason", why.getMessage()));
    }

    /** A task's model changed. */
    public void model(String task, ModelState state) {
        switch (state) {
            case ModelState.NothingReleased nothing ->
                write(line(Level.INFO, "model").put("task", task).put("state", "nothing-released"));
            case ModelState.Failed(var trouble) ->
                write(line(Level.ERROR, "model")
                        .put("task", task)
                        .put("state", "failed")
                        .put("code", trouble.code().code())
                        .put("reason", trouble.reason()));
            case ModelState.Serving serving -> {
                ObjectNode line = line(serving.isStale() ? Level.WARN : Level.INFO, "model")
                        .put("task", task)
                        .put("state", serving.isStale() ? "stale" : "serving")
                        .put("version", serving.served().pointer().version().text())
                        .put("digest", serving.served().pointer().digest().text());
                serving.trouble()
                        .ifPresent(trouble ->
                                line.put("code", trouble.code().code()).put("reason", trouble.reason()));
                write(line);
            }
        }
    }

    /** Connections were cut because they were too slow, or refused because there were too many. */
    void connectionsCut(int slow, int idle, long refused, int open) {
        write(line(Level.WARN, "connections-cut")
                .put("slow", slow)
                .put("idle", idle)
                .put("refused", refused)
                .put("open", open));
    }

    /** The file of tokens was read again. */
    void tokensRead(int count) {
        write(line(Level.INFO, "tokens-read").put("tokens", count));
    }

    /** The file of tokens cannot be read any more; the tokens of before hold. */
    void tokensBroken(String reason) {
        write(line(Level.ERROR, "tokens-broken").put("reason", reason));
    }

    /** The service ends. */
    void ending(Duration leaving) {
        write(line(Level.INFO, "ending").put("answersForMillis", leaving.toMillis()));
    }

    /** A line that a library wrote. */
    void output(String text) {
        write(line(Level.WARN, "output").put("message", text));
    }

    /** What is with a worker. */
    void worker(WorkerNote note) {
        ObjectNode line = line(Level.WARN, "worker");
        switch (note) {
            case WorkerNote.Waiting(String code, String reason) ->
                line.put("state", "waiting").put("code", code).put("reason", reason);
            case WorkerNote.GoingOn goingOn -> line.put("state", "going-on");
            case WorkerNote.TryFailed(TaskName task, JobId id, JobFailure failure, Throwable cause) ->
                line.put("state", "try-failed")
                        .put("task", task.text())
                        .put("job", id.text())
                        .put("code", failure.code())
                        .put("reason", cause.toString())
                        .put("trace", trace(cause));
            case WorkerNote.Stuck(TaskName task, int jobs, int stuck) ->
                line.put("state", "stuck")
                        .put("task", task.text())
                        .put("jobs", jobs)
                        .put("threads", stuck);
            case WorkerNote.Hopeless(String reason) ->
                line.put("state", "hopeless").put("reason", reason);
        }
        write(line);
    }

    /** The local cache of a task's models cannot be written, or must not be used. */
    void modelCache(String task, ModelState.Trouble trouble) {
        write(line(Level.WARN, "model-cache")
                .put("task", task)
                .put("code", trouble.code().code())
                .put("reason", trouble.reason()));
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private ObjectNode line(Level level, String event) {
        return JSON.createObjectNode()
                .put("time", clock.instant().toString())
                .put("level", level.name().toLowerCase(Locale.ROOT))
                .put("event", event);
    }

    private void write(ObjectNode line) {
        out.println(line);
    }
}
