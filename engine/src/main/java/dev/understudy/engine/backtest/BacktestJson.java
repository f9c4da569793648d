package dev.understudy.engine.backtest;

import dev.understudy.engine.backtest.BacktestResult.PolicyMetric;
import dev.understudy.engine.backtest.BacktestStep.Difference;
import dev.understudy.engine.backtest.BacktestStep.Outlook;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A backtest as one JSON document, by the names that scripts rely on. */
public final class BacktestJson {
    private static final int SCHEMA = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    private BacktestJson() {}

    /** The document as text. */
    public static String text(BacktestResult result) {
        return document(result).toPrettyString();
    }

    private static ObjectNode document(BacktestResult result) {
        ObjectNode document = JSON.createObjectNode();
        document.put("schemaVersion", SCHEMA);
        document.put("run", result.run());
        document.put("task", result.task().text());
        document.put("every", result.request().every().toString());
        document.put("from", result.request().span().from().toString());
        document.put("to", result.request().span().to().toString());
        document.put("window", result.request().window().toString());
        document.put("knownAt", result.request().knownAt().toString());
        ArrayNode steps = document.putArray("steps");
        result.steps().forEach(step -> step(steps.addObject(), step));
        ArrayNode policies = document.putArray("policies");
        result.policies().forEach(policy -> {
            ObjectNode node = policies.addObject();
            node.put("name", policy.policy().key());
            node.put("models", policy.models());
            ArrayNode metrics = node.putArray("metrics");
            policy.metrics().forEach(metric -> metric(metrics.addObject(), metric));
        });
        ObjectNode fidelity = document.putObject("fidelity");
        fidelity.put("confidence", Fidelities.CONFIDENCE);
        ArrayNode metrics = fidelity.putArray("metrics");
        result.fidelity().forEach(one -> {
            ObjectNode node = metrics.addObject();
            node.put("metric", one.metric().key());
            node.put("intervals", one.intervals());
            node.put("covered", one.covered());
            put(node, "share", one.share());
            node.put("bias", one.bias());
        });
        document.put("seconds", result.seconds());
        return document;
    }

    private static void step(ObjectNode node, BacktestStep step) {
        node.put("step", step.number());
        node.put("at", step.at().toString());
        node.put("to", step.stretch().to().toString());
        node.put("live", step.live().version().text());
        node.put("liveAsOf", step.live().asOf().toString());
        if (step.candidate().isPresent()) {
            BacktestStep.Model candidate = step.candidate().get();
            node.put("candidate", candidate.version().text());
            node.put("digest", candidate.digest().text());
            node.put("asOf", candidate.asOf().toString());
        } else {
            node.putNull("candidate");
        }
        node.put("decision", step.decision().key());
        node.put("released", step.decision() == BacktestStep.Decision.APPROVED);
        node.put("reason", step.reason());
        node.put("events", step.events());
        node.put("known", step.known());
        node.put("freshAsOf", step.fresh().toString());
        ArrayNode metrics = node.putArray("metrics");
        step.metrics().forEach(outlook -> outlook(metrics.addObject(), outlook));
        ObjectNode values = node.putObject("values");
        step.values().forEach(value -> {
            ObjectNode byPolicy = values.putObject(value.metric());
            value.byPolicy().forEach((policy, number) -> byPolicy.put(policy.key(), number));
        });
    }

    private static void outlook(ObjectNode node, Outlook outlook) {
        node.put("metric", outlook.metric().metric().key());
        node.put("role", outlook.metric().role().key());
        node.put("margin", outlook.metric().margin());
        difference(node, "predicted", outlook.predicted());
        put(node, "smallestDetectableDifference", outlook.smallestDetectable());
        node.put("powerful", outlook.isPowerful());
        difference(node, "realised", outlook.realised());
        if (outlook.interval().isPresent()) {
            node.putObject("interval")
                    .put("lower", outlook.interval().get().lower())
                    .put("upper", outlook.interval().get().upper())
                    .put("confidence", outlook.interval().get().confidence());
            node.put("covered", outlook.covered().orElseThrow());
        } else {
            node.putNull("interval");
            node.putNull("covered");
        }
    }

    private static void metric(ObjectNode node, PolicyMetric metric) {
        node.put("metric", metric.metric().key());
        node.put("value", metric.value());
        difference(node, "differenceToNever", metric.difference());
        put(node, "shareOfGain", metric.shareOfGain());
        node.put("regretToAlways", metric.regretToAlways());
        node.put("regretToFresh", metric.regretToFresh());
    }

    private static void difference(ObjectNode node, String name, Optional<Difference> difference) {
        if (difference.isEmpty()) {
            node.putNull(name);
            return;
        }
        Difference found = difference.get();
        node.putObject(name)
                .put("difference", found.value())
                .put("lower", found.lower())
                .put("upper", found.upper())
                .put("standardError", found.standardError())
                .put("degreesOfFreedom", found.degreesOfFreedom());
    }

    private static void put(ObjectNode node, String name, Optional<Double> number) {
        node.put(name, number.orElse(null));
    }
}
