package dev.understudy.server.load;

import dev.understudy.engine.jobs.JobId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs over HTTP; each sender has a connection that it keeps, and what is seen goes over one more. */
final class HttpJobs implements JobsTarget {
    private final List<KeptConnection> connections = new ArrayList<>();

    HttpJobs(int port, int senders) throws IOException {
        for (int i = 0; i <= senders; i++) {
            connections.add(new KeptConnection(port));
        }
    }

    @Override
    public JobId submit(int sender, String body) throws IOException {
        KeptConnection.Answer answer = connections.get(sender).call("POST", "/v1/tasks/listing-scam/jobs", body);
        if (answer.status() != 202) {
            throw new IllegalStateException(answer.toString());
        }
        return new JobId(JsonMapper.shared().readTree(answer.body()).path("id").asString());
    }

    @Override
    public Seen see(JobId id) throws IOException {
        KeptConnection.Answer answer = connections.getLast().call("GET", "/v1/jobs/" + id, "");
        JsonNode job = JsonMapper.shared().readTree(answer.body());
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        Instant ended = job.has("endedAt") ? Instant.parse(job.path("endedAt").asString()) : Instant.MIN;
        return new Seen(
                job.path("state").asString(), ended, job.path("predictions").toString());
    }

    @Override
    public void close() throws IOException {
        for (KeptConnection connection : connections) {
            connection.close();
        }
    }
}
