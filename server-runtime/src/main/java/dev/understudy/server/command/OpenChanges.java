package dev.understudy.server.command;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.release.OpenChange;
import dev.understudy.engine.release.ReleaseHistory;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pull requests that wait, as history shows them. */
final class OpenChanges {
    private OpenChanges() {}

    static ArrayNode of(List<OpenChange> changes, ReleaseHistory history) {
        ArrayNode open = Documents.object().putArray("open");
        for (OpenChange change : changes) {
            ObjectNode document = open.addObject();
            document.put("change", change.kind().key());
            document.put("version", change.version().text());
            document.put("digest", change.digest().map(Digest::text).orElse(null));
            document.put("release", change.release());
            document.put("branch", change.branch());
            document.put("pullRequest", change.url());
            document.put("merge", change.readiness().key());
            document.put("overtaken", change.isOvertakenBy(history));
        }
        return open;
    }

    /** A line each, beneath the table of releases. */
    static String text(JsonNode open) {
        StringBuilder text = new StringBuilder();
        for (JsonNode change : open) {
            text.append("\nopen, not live: ")
                    .append(change.path("change").asString())
                    .append(" of ")
                    .append(change.path("version").asString())
                    .append(" as ")
                    .append(change.path("release").asString())
                    .append(change.path("overtaken").asBoolean() ? ", overtaken by a later release" : "")
                    .append(", merge: ")
                    .append(change.path("merge").asString())
                    .append(", ")
                    .append(change.path("pullRequest").asString());
        }
        return text.toString();
    }
}
