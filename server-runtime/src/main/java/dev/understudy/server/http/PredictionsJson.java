package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.traffic.EventHistory;
import dev.understudy.engine.traffic.Outcome;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.PredictionFailure;
import dev.understudy.engine.traffic.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events and predictions as JSON. Doubles are written in their shortest form, which reads back bit for bit. */
final class PredictionsJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PredictionsJson() {}

    /** The events of a call: one as the document itself, or several under {@code events}. */
    static List<OfferedEvent> events(String text) {
        return events(text, (name, value) -> false);
    }

    /** Takes a field of a call that is none of an event's, or says that it is not its own. */
    @FunctionalInterface
    interface FurtherField {
        boolean take(String name, StrictJson value);
    }

    /** The events of a call that may say more than its events. */
    static List<OfferedEvent> events(String text, FurtherField further) {
        Facts<OfferedEvent> several = new Facts<>("events");
        EventFields one = new EventFields();
        StrictJson.read(text, (name, value) -> {
            if (name.equals("events")) {
                several.read(value, PredictionsJson::event);
            } else if (!further.take(name, value)) {
                one.take(name, value);
            }
        });
        if (several.isThere() == one.isTouched()) {
            throw RequestRefused.of(
                    HttpFault.INVALID_REQUEST, "expected either one event with id, time and input, or events");
        }
        return several.isThere() ? several.all() : List.of(one.event());
    }

    private static OfferedEvent event(StrictJson json) {
        EventFields fields = new EventFields();
        json.fields(fields::take);
        return fields.event();
    }

    /** The fields of one event, as they come. */
    private static final class EventFields {
        private Optional<String> id = Optional.empty();
        private Optional<String> time = Optional.empty();
        private final Map<String, String> input = new HashMap<>();
        private boolean touched;
        private boolean hasInput;

        void take(String name, StrictJson value) {
            touched = true;
            switch (name) {
                case "id" -> id = Optional.ofNullable(value.text(name));
                case "time" -> time = Optional.ofNullable(value.text(name));
                case "input" -> {
                    if (!value.isObject()) {
                        throw RequestRefused.of(HttpFault.INVALID_REQUEST, "input: expected an object");
                    }
                    hasInput = true;
                    value.fields((feature, json) -> {
                        String scalar = json.scalar(feature);
                        if (scalar != null) {
                            input.put(feature, scalar);
                        }
                    });
                }
                default ->
                    throw RequestRefused.of(
                            HttpFault.INVALID_REQUEST, "an event has id, time and input, and not " + Quoted.of(name));
            }
        }

        boolean isTouched() {
            return touched;
        }

        OfferedEvent event() {
            if (!hasInput) {
                throw RequestRefused.of(HttpFault.INVALID_REQUEST, "input: is missing");
            }
            return new OfferedEvent(id, time, input);
        }
    }

    static ObjectNode document(PredictionAnswer.Answered answered) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode predictions = document.putArray("predictions");
        answered.predictions()
                .forEach(answer -> fill(predictions.addObject().put("id", answer.eventId()), answer.prediction()));
        return document;
    }

    static ObjectNode document(EventHistory logged) {
        ObjectNode document = JSON.createObjectNode();
        document.put("id", logged.eventId());
        logged.event().ifPresent(event -> {
            document.put("time", event.time().toString());
            document.put("knownAt", event.knownAt().toString());
            document.put("cluster", event.cluster().orElse(null));
            document.set("input", JSON.readTree(event.input().toJson()));
        });
        ArrayNode predictions = document.putArray("predictions");
        for (Prediction prediction : logged.predictions()) {
            ObjectNode node = predictions.addObject();
            node.put("origin", prediction.origin().key());
            node.put("knownAt", prediction.knownAt().toString());
            prediction.sample().ifPresent(sample -> node.set("sample", JSON.readTree(sample)));
            fill(node, prediction);
            prediction.sampleMicros().ifPresent(micros -> node.put("sampleMicros", micros));
            prediction.scoreMicros().ifPresent(micros -> node.put("scoreMicros", micros));
        }
        if (!logged.failures().isEmpty()) {
            ArrayNode failures = document.putArray("failures");
            logged.failures().forEach(failure -> fill(failures.addObject(), failure));
        }
        if (!logged.outcomes().isEmpty()) {
            ArrayNode outcomes = document.putArray("outcomes");
            logged.outcomes().forEach(outcome -> fill(outcomes.addObject(), outcome));
        }
        return document;
    }

    private static void fill(ObjectNode node, Outcome outcome) {
        node.put("outcome", outcome.value());
        node.put("knownAt", outcome.knownAt().toString());
        outcome.maturesAt().ifPresent(instant -> node.put("maturesAt", instant.toString()));
    }

    private static void fill(ObjectNode node, PredictionFailure failure) {
        node.put("time", failure.eventTime().toString());
        node.put("knownAt", failure.knownAt().toString());
        node.put("version", failure.version().text());
        node.put("stage", failure.stage().key());
        node.put("code", failure.code().code());
        failure.sampleMicros().ifPresent(micros -> node.put("sampleMicros", micros));
        failure.scoreMicros().ifPresent(micros -> node.put("scoreMicros", micros));
    }

    private static void fill(ObjectNode node, Prediction prediction) {
        switch (prediction.score()) {
            case Score.Single(double value) -> node.put("score", value);
            case Score.PerClass(Map<String, Double> byClass) -> {
                ObjectNode scores = node.putObject("score");
                byClass.forEach((name, value) -> scores.put(name, value));
            }
        }
        node.put("label", prediction.label().orElse(null));
        node.put("decision", prediction.decision().orElse(null));
        node.put("version", prediction.version().text());
        if (prediction.propensity().isPresent()) {
            node.put("propensity", prediction.propensity().getAsDouble());
        } else {
            node.putNull("propensity");
        }
    }
}
