package dev.understudy.server.command;

import dev.understudy.engine.model.Explanation;
import dev.understudy.engine.pipeline.ExplainedScore;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.Score;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What moved a score, as a JSON document. */
final class ExplanationDocument {
    private ExplanationDocument() {}

    static ObjectNode of(ExplainedScore explained) {
        ObjectNode document = Documents.object();
        document.put("version", explained.version().text());
        document.put("event", explained.event().id());
        document.put("time", explained.event().time().toString());
        putScore(document, explained.score());
        document.put("label", explained.label().orElse(null));
        ArrayNode logged = document.putArray("logged");
        for (Prediction prediction : explained.logged()) {
            ObjectNode node = logged.addObject();
            node.put("origin", prediction.origin().name().toLowerCase(Locale.ROOT));
            node.put("knownAt", prediction.knownAt().toString());
            putScore(node, prediction.score());
        }
        document.put("unit", explained.explanation().unit().key());
        List<Explanation.Output> outputs = explained.explanation().outputs();
        putOutput(document, outputs.getFirst());
        if (outputs.size() > 1) {
            ArrayNode others = document.putArray("otherOutcomes");
            outputs.subList(1, outputs.size()).forEach(output -> putOutput(others.addObject(), output));
        }
        return document;
    }

    private static void putScore(ObjectNode node, Score score) {
        switch (score) {
            case Score.Single single -> node.put("score", single.value());
            case Score.PerClass classes -> {
                ObjectNode byClass = node.putObject("score");
                classes.byClass().forEach(byClass::put);
            }
        }
    }

    private static void putOutput(ObjectNode node, Explanation.Output output) {
        node.put("outcome", output.outcome().orElse(null));
        node.put("base", output.base());
        node.put("margin", output.margin());
        ArrayNode contributions = node.putArray("contributions");
        for (Explanation.Contribution contribution : output.contributions()) {
            contributions
                    .addObject()
                    .put("feature", contribution.feature())
                    .put("value", contribution.value().orElse(null))
                    .put("contribution", contribution.amount());
        }
    }
}
