package dev.understudy.engine.jobs;

import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.Score;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The predictions of a job as its result, the document that a call for them would have got at once. Doubles are written
 * in their shortest form, which reads back bit for bit.
 */
final class JobResultJson {
    private static final JsonFactory JSON = new JsonFactory();

    private JobResultJson() {}

    static String write(PredictionAnswer.Answered answered) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            generator.writeArrayPropertyStart("predictions");
            answered.predictions().forEach(answer -> write(generator, answer.eventId(), answer.prediction()));
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return out.toString();
    }

    private static void write(JsonGenerator generator, String id, Prediction prediction) {
        generator.writeStartObject();
        generator.writeStringProperty("id", id);
        switch (prediction.score()) {
            case Score.Single(double value) -> generator.writeNumberProperty("score", value);
            case Score.PerClass(Map<String, Double> byClass) -> {
                generator.writeObjectPropertyStart("score");
                byClass.forEach(generator::writeNumberProperty);
                generator.writeEndObject();
            }
        }
        generator.writeStringProperty("label", prediction.label().orElse(null));
        generator.writeStringProperty("decision", prediction.decision().orElse(null));
        generator.writeStringProperty("version", prediction.version().text());
        if (prediction.propensity().isPresent()) {
            generator.writeNumberProperty("propensity", prediction.propensity().getAsDouble());
        } else {
            generator.writeNullProperty("propensity");
        }
        generator.writeEndObject();
    }
}
