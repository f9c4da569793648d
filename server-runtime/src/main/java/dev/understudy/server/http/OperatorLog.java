package dev.understudy.server.http;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.serving.ModelState;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What operators read: a line of JSON for each failure and each change of a model. Of a request it says which route it
 * took, and nothing that the caller wrote.
 */
public final class OperatorLog {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PrintStream out;
    private final InstantSource clock;

    public OperatorLog(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** A request that failed because of what it said. */
    void refused(String method, String route, Problem problem) {
        write(request("request-refused", method, route, problem));
    }

    /** A request that failed because of us. */
    void failed(String method, String route, Problem problem, Throwable failure) {
        ObjectNode line = request("request-failed", method, route, problem);
        if (failure instanceof UnderstudyException known) {
            line.put("reason", known.getMessage());
        } else {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            line.put("reason", failure.getClass().getName()).put("trace", trace.toString());
        }
        write(line);
    }

    private ObjectNode request(String event, String method, String route, Problem problem) {
        return line(event)
                .put("method", method)
                .put("route", route)
                .put("status", problem.status())
                .put("code", problem.code());
    }

    /** Failures on our side that the log could not take. */
    public void failuresLost(String task, int failures, UnderstudyException why) {
        write(line("failures-not-logged")
                .put("task", task)
                .put("failures", failures)
                .put("code", why.code().code())
                .put("reason", why.getMessage()));
    }

    /** A task's model changed. */
    public void model(String task, ModelState state) {
        ObjectNode line = line("model").put("task", task);
        switch (state) {
            case ModelState.NothingReleased nothing -> line.put("state", "nothing-released");
            case ModelState.Failed(var trouble) ->
                line.put("state", "failed").put("code", trouble.code().code()).put("reason", trouble.reason());
            case ModelState.Serving serving -> {
                line.put("state", serving.isStale() ? "stale" : "serving");
                line.put("version", serving.served().pointer().version().text());
                line.put("digest", serving.served().pointer().digest().text());
                serving.trouble()
                        .ifPresent(trouble ->
                                line.put("code", trouble.code().code()).put("reason", trouble.reason()));
            }
        }
        write(line);
    }

    private ObjectNode line(String event) {
        return JSON.createObjectNode().put("time", clock.instant().toString()).put("event", event);
    }

    private void write(ObjectNode line) {
        out.println(line);
    }
}
