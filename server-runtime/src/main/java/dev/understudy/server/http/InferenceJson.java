package dev.understudy.server.http;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.model.Manifest;
import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.serving.ServedModel;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.Prediction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models and answers as the Open Inference Protocol writes them. */
final class InferenceJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** A batch may have any length. */
    private static final int ANY = -1;

    private InferenceJson() {}

    /** What a model takes and gives. */
    static ObjectNode metadata(TaskDefinition task, ServedModel served) {
        Manifest manifest = served.model().manifest();
        ObjectNode document = JSON.createObjectNode().put("name", task.name().text());
        document.putArray("versions").add(served.pointer().version().text());
        document.put("platform", "understudy");
        ArrayNode inputs = document.putArray("inputs");
        for (EncodedFeature feature : served.model().rawFeatures()) {
            tensor(inputs.addObject(), feature.name(), datatype(feature)).add(ANY);
        }
        ArrayNode outputs = document.putArray("outputs");
        for (InferenceOutput output : InferenceOutput.of(manifest)) {
            ObjectNode node = outputs.addObject();
            ArrayNode shape = tensor(node, output.key(), output.datatype()).add(ANY);
            List<String> classes = InferenceScores.classes(manifest);
            if (output == InferenceOutput.SCORE && !classes.isEmpty()) {
                shape.add(classes.size());
            }
            if (output == InferenceOutput.SCORE) {
                putClasses(node, manifest.kind() == TaskKind.BINARY ? positive(manifest) : classes);
            }
        }
        ObjectNode parameters = document.putObject("parameters");
        parameters.put("id", task.event().id()).put("time", task.event().time());
        task.event().cluster().ifPresent(cluster -> parameters.put("cluster", cluster));
        return document;
    }

    private static InferenceDatatype datatype(EncodedFeature feature) {
        return switch (feature) {
            case EncodedFeature.Numeric numeric -> InferenceDatatype.FP64;
            case EncodedFeature.Categorical categorical -> InferenceDatatype.BYTES;
            case EncodedFeature.Text text -> InferenceDatatype.BYTES;
        };
    }

    private static List<String> positive(Manifest binary) {
        return List.of(binary.outcomes().classes().getLast());
    }

    /** The answer to a request, with what it asked for. */
    static ObjectNode answer(
            InferenceRequest request,
            ServedModel served,
            List<InferenceOutput> outputs,
            PredictionAnswer.Answered answered) {
        ObjectNode document =
                JSON.createObjectNode().put("model_name", served.task().text());
        Set<String> versions = answered.predictions().stream()
                .map(answer -> answer.prediction().version().text())
                .collect(Collectors.toSet());
        if (versions.size() == 1) { // else the output of that name tells them apart
            versions.forEach(version -> document.put("model_version", version));
        }
        request.id().ifPresent(id -> document.put("id", id));
        ArrayNode tensors = document.putArray("outputs");
        for (InferenceOutput output : outputs) {
            fill(tensors.addObject(), output, served.model().manifest(), answered.predictions());
        }
        return document;
    }

    private static void fill(
            ObjectNode node, InferenceOutput output, Manifest manifest, List<PredictionAnswer.Answer> answers) {
        ArrayNode shape = tensor(node, output.key(), output.datatype()).add(answers.size());
        if (output == InferenceOutput.SCORE) {
            InferenceScores scores = InferenceScores.of(manifest, answers);
            if (!scores.classes().isEmpty()) {
                shape.add(scores.classes().size());
            }
            putClasses(node, manifest.kind() == TaskKind.BINARY ? positive(manifest) : scores.classes());
            ArrayNode numbers = node.putArray("data");
            scores.numbers().forEach(numbers::add);
            return;
        }
        ArrayNode data = node.putArray("data");
        for (PredictionAnswer.Answer answer : answers) {
            add(data, output, answer.eventId(), answer.prediction());
        }
    }

    private static void add(ArrayNode data, InferenceOutput output, String eventId, Prediction prediction) {
        switch (output) {
            case ID -> data.add(eventId);
            case LABEL -> data.add(prediction.label().orElse(null));
            case DECISION -> data.add(prediction.decision().orElse(null));
            case PROPENSITY -> {
                if (prediction.propensity().isPresent()) {
                    data.add(prediction.propensity().getAsDouble());
                } else {
                    data.addNull();
                }
            }
            case VERSION -> data.add(prediction.version().text());
            case SCORE -> throw new IllegalArgumentException("scores are written as one tensor");
        }
    }

    private static ArrayNode tensor(ObjectNode node, String name, InferenceDatatype datatype) {
        return node.put("name", name).put("datatype", datatype.name()).putArray("shape");
    }

    /** The protocol's parameters are single values, so that each column has one of its own. */
    private static void putClasses(ObjectNode node, List<String> classes) {
        if (!classes.isEmpty()) {
            ObjectNode parameters = node.putObject("parameters");
            for (int column = 0; column < classes.size(); column++) {
                parameters.put("class_" + column, classes.get(column));
            }
        }
    }
}
