package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code GET /v1/tasks/{task}/model} answers. */
final class PodModelJson {
    private PodModelJson() {}

    static PodReport.Answer read(String task, byte[] body) {
        try {
            JsonNode document = JsonMapper.shared().readTree(body);
            if (!document.path("task").asString("").equals(task)) {
                return new PodReport.NotReady("it speaks of another task");
            }
            return new PodReport.Serves(
                    PlainText.line(document.path("version").asString("?"), 50),
                    new Digest(document.path("digest").asString("")));
        } catch (JacksonException | UnderstudyException e) {
            return new PodReport.NotReady("it answers what no pod of ours does");
        }
    }

    /** Why there is none, as a problem document says it. */
    static String problem(int status, byte[] body) {
        try {
            JsonNode document = JsonMapper.shared().readTree(body);
            String detail =
                    document.path("detail").asString(document.path("title").asString(""));
            return "it answers " + status + (detail.isEmpty() ? "" : " " + Quoted.of(detail));
        } catch (JacksonException e) {
            return "it answers " + status;
        }
    }
}
