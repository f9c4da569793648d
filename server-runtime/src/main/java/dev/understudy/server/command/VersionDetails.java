package dev.understudy.server.command;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.model.FeatureImportance;
import dev.understudy.engine.model.Manifest;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.workspace.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version in full, as a document and for the terminal.
 *
 * @param document its facts, without what follows
 * @param importance what moves its scores, if its manifest says so
 */
record VersionDetails(ObjectNode document, Optional<FeatureImportance> importance) {
    private static final int MOST_FEATURES = 20;

    static VersionDetails of(Engine engine, ModelVersion version) {
        Optional<Manifest> manifest = engine.models().manifest(version);
        return new VersionDetails(
                Documents.of(version),
                manifest.flatMap(known -> known.provenance().importance()));
    }

    /** The whole document. */
    ObjectNode json() {
        ObjectNode whole = document.deepCopy();
        importance.ifPresent(known -> {
            ObjectNode node = whole.putObject("importance");
            node.put("unit", known.unit().key());
            node.put("events", known.events());
            ArrayNode features = node.putArray("features");
            known.features()
                    .forEach(feature -> features.addObject()
                            .put("feature", feature.feature())
                            .put("amount", feature.amount())
                            .put("share", known.share(feature)));
        });
        return whole;
    }

    /** The same for people. */
    String text() {
        StringBuilder text = new StringBuilder(TextRenderer.render(document));
        importance.ifPresent(known -> text.append("importance: mean size of contributions to ")
                .append(Figures.count(known.events()))
                .append(" training events, in ")
                .append(known.unit().key())
                .append('\n')
                .append(TextRenderer.aligned(bars(known)).indent(2)));
        return text.toString();
    }

    private static List<List<String>> bars(FeatureImportance importance) {
        double largest = importance.features().stream()
                .mapToDouble(FeatureImportance.Feature::amount)
                .max()
                .orElse(0);
        List<List<String>> rows = new ArrayList<>();
        for (FeatureImportance.Feature feature : importance.features()) {
            if (rows.size() == MOST_FEATURES) {
                rows.add(List.of((importance.features().size() - MOST_FEATURES) + " others", "", "", ""));
                break;
            }
            rows.add(List.of(
                    feature.feature(),
                    Figures.value(feature.amount()),
                    Figures.percent(importance.share(feature)),
                    Bars.fromLeft(feature.amount(), largest)));
        }
        return rows;
    }
}
