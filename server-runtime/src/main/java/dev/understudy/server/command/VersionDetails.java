package dev.understudy.server.command;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.leak.LeakSuspect;
import dev.understudy.engine.model.FeatureImportance;
import dev.understudy.engine.model.Manifest;
import dev.understudy.engine.model.Tuning;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.workspace.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version in full, as a document and for the terminal.
 *
 * @param document its facts, without what follows
 * @param importance what moves its scores, if its manifest says so
 * @param tuning how its parameters were found, if they were searched
 * @param leaks features that may know the outcome
 */
record VersionDetails(
        ObjectNode document, Optional<FeatureImportance> importance, Optional<Tuning> tuning, List<LeakSuspect> leaks) {
    private static final int MOST_FEATURES = 20;
    private static final int MOST_TRIALS = 10;

    static VersionDetails of(Engine engine, ModelVersion version) {
        Optional<Manifest> manifest = engine.models().manifest(version);
        return new VersionDetails(
                Documents.of(version),
                manifest.flatMap(known -> known.provenance().importance()),
                manifest.flatMap(known -> known.provenance().tuning()),
                version.facts().leaks());
    }

    /** The whole document. */
    ObjectNode json() {
        ObjectNode whole = document.deepCopy();
        ArrayNode suspects = whole.putArray("leaks");
        leaks.forEach(suspect -> suspects.addObject()
                .put("feature", suspect.feature())
                .put("sign", suspect.sign().key())
                .put("figure", suspect.figure())
                .put("sentence", suspect.sentence()));
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
        tuning.ifPresent(known -> {
            ObjectNode node = whole.putObject("tuning");
            node.put("loss", known.loss());
            node.put("validated", known.validated());
            ArrayNode trials = node.putArray("trials");
            known.ranked().forEach(trial -> put(trials.addObject(), trial));
        });
        return whole;
    }

    private static void put(ObjectNode node, Tuning.Trial trial) {
        node.put("trial", trial.number());
        node.put("loss", Double.isFinite(trial.loss()) ? trial.loss() : null);
        node.put("trainedOn", trial.trainedOn());
        ObjectNode parameters = node.putObject("parameters");
        trial.parameters().forEach(parameters::put);
    }

    /** The same for people. */
    String text() {
        StringBuilder text = new StringBuilder(TextRenderer.render(document));
        leaks.forEach(suspect ->
                text.append("possible leak: ").append(suspect.sentence()).append('\n'));
        importance.ifPresent(known -> text.append("importance: mean size of contributions to ")
                .append(Figures.count(known.events()))
                .append(" training events, in ")
                .append(known.unit().key())
                .append('\n')
                .append(TextRenderer.aligned(bars(known)).indent(2)));
        tuning.ifPresent(known -> text.append("tuning: ")
                .append(known.loss())
                .append(" on the newest ")
                .append(Figures.count(known.validated()))
                .append(" events of the training snapshot, the best of ")
                .append(known.trials().size())
                .append(" trials first\n")
                .append(TextRenderer.aligned(trials(known)).indent(2)));
        return text.toString();
    }

    private static List<List<String>> trials(Tuning tuning) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("trial", tuning.loss(), "trained on", "parameters"));
        for (Tuning.Trial trial : tuning.ranked()) {
            if (rows.size() > MOST_TRIALS) {
                rows.add(List.of((tuning.trials().size() - MOST_TRIALS) + " others", "", "", ""));
                break;
            }
            rows.add(List.of(
                    trial.number() == 1 ? "1 (as written)" : Integer.toString(trial.number()),
                    Double.isFinite(trial.loss()) ? Figures.value(trial.loss()) : "failed",
                    Figures.count(trial.trainedOn()),
                    trial.parameters().entrySet().stream().map(Object::toString).collect(Collectors.joining(" "))));
        }
        return rows;
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
