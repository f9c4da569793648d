package dev.understudy.server.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The documents of one overlay, by what they are. */
record Manifests(List<JsonNode> documents) {
    private static final Set<String> LONG_RUNNING = Set.of("Deployment", "StatefulSet");

    Manifests {
        documents = List.copyOf(documents);
    }

    List<JsonNode> ofKind(String kind) {
        return documents.stream().filter(each -> kind(each).equals(kind)).toList();
    }

    static String kind(JsonNode document) {
        return document.path("kind").asString("");
    }

    static String name(JsonNode document) {
        return kind(document) + " " + document.path("metadata").path("name").asString("");
    }

    /** What runs until it is ended. */
    List<JsonNode> services() {
        return documents.stream()
                .filter(each -> LONG_RUNNING.contains(kind(each)))
                .toList();
    }

    /** What has pods. */
    List<JsonNode> workloads() {
        List<JsonNode> all = new ArrayList<>(services());
        all.addAll(ofKind("CronJob"));
        return all;
    }

    static JsonNode template(JsonNode workload) {
        JsonNode spec = workload.path("spec");
        return (kind(workload).equals("CronJob") ? spec.path("jobTemplate").path("spec") : spec).path("template");
    }

    static JsonNode pod(JsonNode workload) {
        return template(workload).path("spec");
    }

    static JsonNode labels(JsonNode workload) {
        return template(workload).path("metadata").path("labels");
    }

    static String component(JsonNode workload) {
        return labels(workload).path("app.kubernetes.io/component").asString("");
    }

    /** Containers, those that begin a pod among them. */
    static List<JsonNode> containers(JsonNode workload) {
        List<JsonNode> all = new ArrayList<>();
        for (String kind : List.of("initContainers", "containers", "ephemeralContainers")) {
            pod(workload).path(kind).forEach(all::add);
        }
        return all;
    }

    /** Whether a selector, by labels or expressions, meets the pods of a workload; an empty one meets all. */
    static boolean meets(JsonNode selector, JsonNode workload) {
        JsonNode labels = labels(workload);
        boolean byLabels = selector.path("matchLabels")
                .propertyStream()
                .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String value = labels.path(expression.path("key").asString()).asString("");
            if (!expression.path("operator").asString().equals("In")
                    || expression
                            .path("values")
                            .valueStream()
                            .noneMatch(one -> one.asString().equals(value))) {
                return false;
            }
        }
        return byLabels;
    }
}
