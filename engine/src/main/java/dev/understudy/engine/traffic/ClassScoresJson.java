package dev.understudy.engine.traffic;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scores of several classes as a JSON object, in the model's order; doubles come back bit for bit. */
final class ClassScoresJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ClassScoresJson() {}

    static String write(Score.PerClass score) {
        return JSON.writeValueAsString(score.byClass());
    }

    static Score.PerClass read(String json) {
        Map<String, Double> byClass = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
            byClass.put(entry.getKey(), entry.getValue().doubleValue());
        }
        return new Score.PerClass(byClass);
    }
}
