package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.serving.OfferedOutcome;
import dev.understudy.engine.serving.OutcomeAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Outcomes as JSON. */
final class OutcomesJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FIELDS = Set.of("id", "outcome", "knownAt", "maturesAt");

    private OutcomesJson() {}

    /** The outcomes of a call. */
    static List<OfferedOutcome> outcomes(String text) {
        Facts<OfferedOutcome> outcomes = new Facts<>("outcomes");
        StrictJson.read(text, (name, value) -> {
            if (!name.equals("outcomes")) {
                throw RequestRefused.of(HttpFault.INVALID_REQUEST, "expected outcomes, and found " + Quoted.of(name));
            }
            outcomes.read(value, OutcomesJson::outcome);
        });
        if (!outcomes.isThere()) {
            throw RequestRefused.of(HttpFault.INVALID_REQUEST, "outcomes: is missing");
        }
        return outcomes.all();
    }

    private static OfferedOutcome outcome(StrictJson json) {
        Map<String, Optional<String>> fields = new HashMap<>();
        json.fields((name, value) -> {
            if (!FIELDS.contains(name)) {
                throw RequestRefused.of(
                        HttpFault.INVALID_REQUEST,
                        "an outcome has id, outcome and knownAt, and not " + Quoted.of(name));
            }
            // an outcome is a value like any other: 1, "1" and true are all taken as they are written
            @Nullable String text = name.equals("outcome") ? value.scalar(name) : value.text(name);
            fields.put(name, Optional.ofNullable(text));
        });
        return new OfferedOutcome(
                fields.getOrDefault("id", Optional.empty()),
                fields.getOrDefault("outcome", Optional.empty()),
                fields.getOrDefault("knownAt", Optional.empty()),
                fields.getOrDefault("maturesAt", Optional.empty()));
    }

    static ObjectNode document(OutcomeAnswer.Recorded recorded) {
        return JSON.createObjectNode()
                .put("outcomes", recorded.outcomes())
                .put("duplicates", recorded.duplicates())
                .put("unmatched", recorded.unmatched());
    }
}
