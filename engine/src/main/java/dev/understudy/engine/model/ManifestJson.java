package dev.understudy.engine.model;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.features.FeatureSchema;
import dev.understudy.engine.features.SampleIdentity;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.traffic.RawInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The manifest as JSON: the same manifest always gives the same bytes, and reading refuses what it does not know. */
public final class ManifestJson {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10)
                            .maxNumberLength(30)
                            .build())
                    .build())
            .build();

    /** One line end on every system: the bytes are the model's identity. */
    private static final ObjectWriter WRITER =
            JSON.writer().with(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private ManifestJson() {}

    /** The manifest's bytes. */
    public static byte[] write(Manifest manifest) {
        ObjectNode root = JSON.createObjectNode();
        root.put("formatVersion", Manifest.FORMAT_VERSION);
        root.put("task", manifest.task().text());
        root.put("kind", manifest.kind().key());
        manifest.schema().features().forEach(feature -> writeFeature(root.withArray("features"), feature));
        manifest.sample()
                .ifPresent(sample -> root.putObject("sample")
                        .put("builder", sample.builder())
                        .put("version", sample.version()));
        ObjectNode outcomes = root.putObject("outcomes");
        ArrayNode classes = outcomes.putArray("classes");
        manifest.outcomes().classes().forEach(classes::add);
        manifest.outcomes().rates().forEach(outcomes.withArray("rates")::add);
        root.put("threshold", manifest.threshold());
        root.put("calibration", manifest.calibration().key());
        ObjectNode scorer = root.putObject("scorer");
        scorer.put("kind", ScorerForm.key(manifest.form().kind()));
        scorer.put("link", ScorerForm.key(manifest.form().link()));
        writeProvenance(root.putObject("provenance"), manifest.provenance());
        ArrayNode golden = root.putArray("golden");
        for (GoldenPrediction prediction : manifest.golden()) {
            ObjectNode item = golden.addObject();
            item.set("input", JSON.readTree(prediction.input().toJson()));
            prediction.score().forEach(item.withArray("score")::add);
        }
        root.put("tensors", manifest.tensors().text());
        return WRITER.writeValueAsBytes(root);
    }

    private static void writeFeature(ArrayNode features, EncodedFeature feature) {
        ObjectNode node = features.addObject();
        node.put("name", feature.name());
        switch (feature) {
            case EncodedFeature.Numeric numeric -> {
                node.put("type", "numeric");
                node.put("imputation", numeric.imputation());
                node.put("missingIndicator", numeric.missingIndicator());
                node.put("least", numeric.least());
                node.put("most", numeric.most());
            }
            case EncodedFeature.Categorical categorical -> {
                node.put("type", "categorical");
                ArrayNode categories = node.putArray("categories");
                categorical.categories().forEach(categories::add);
            }
            case EncodedFeature.Text text -> {
                node.put("type", "text");
                node.put("documents", text.documents());
                text.frequencies().forEach(node.putArray("frequencies")::add);
                text.kept().forEach(node.putArray("kept")::add);
                ArrayNode evidence = node.putArray("evidence");
                text.evidence().forEach(factors -> factors.forEach(evidence.addArray()::add));
            }
        }
    }

    private static void writeProvenance(ObjectNode node, Provenance provenance) {
        node.put("algorithm", provenance.algorithm());
        ObjectNode parameters = node.putObject("parameters");
        provenance.parameters().forEach(parameters::put);
        node.put("seed", provenance.seed());
        node.put("asOf", provenance.asOf().toString());
        node.put("snapshot", provenance.snapshot().text());
        node.put("rows", provenance.rows());
        ObjectNode metrics = node.putObject("metrics");
        provenance.metrics().forEach(metrics::put);
        provenance.importance().ifPresent(importance -> writeImportance(node.putObject("importance"), importance));
        provenance.tuning().ifPresent(tuning -> writeTuning(node.putObject("tuning"), tuning));
        node.put("engineVersion", provenance.engineVersion());
    }

    private static void writeImportance(ObjectNode node, FeatureImportance importance) {
        node.put("unit", importance.unit().key());
        node.put("events", importance.events());
        ArrayNode features = node.putArray("features");
        for (FeatureImportance.Feature feature : importance.features()) {
            features.addObject().put("name", feature.feature()).put("amount", feature.amount());
        }
    }

    private static void writeTuning(ObjectNode node, Tuning tuning) {
        node.put("loss", tuning.loss());
        node.put("validated", tuning.validated());
        ArrayNode trials = node.putArray("trials");
        for (Tuning.Trial trial : tuning.trials()) {
            ObjectNode item = trials.addObject();
            ObjectNode parameters = item.putObject("parameters");
            trial.parameters().forEach(parameters::put);
            item.put("trainedOn", trial.trainedOn());
            if (Double.isFinite(trial.loss())) { // a training that failed has none
                item.put("loss", trial.loss());
            }
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws UnderstudyException ARTIFACT_INVALID, saying what is wrong
     */
    public static Manifest read(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            JsonFields fields = new JsonFields(root);
            if (fields.integer("formatVersion") != Manifest.FORMAT_VERSION) {
                throw JsonFields.invalid("its format version is not " + Manifest.FORMAT_VERSION);
            }
            Manifest manifest = new Manifest(
                    new TaskName(fields.text("task")),
                    ScorerForm.ofKey(TaskKind.values(), fields.text("kind")),
                    new FeatureSchema(list(fields.array("features"), ManifestJson::readFeature)),
                    fields.optionalObject("sample").map(ManifestJson::sample),
                    outcomes(fields.object("outcomes")),
                    fields.number("threshold"),
                    ScorerForm.ofKey(CalibrationMethod.values(), fields.text("calibration")),
                    form(fields.object("scorer")),
                    provenance(fields.object("provenance")),
                    list(fields.array("golden"), ManifestJson::golden),
                    new Digest(fields.text("tensors")));
            fields.noMore();
            return manifest;
        } catch (JacksonException | DateTimeException | UnderstudyException e) {
            if (e instanceof UnderstudyException known && known.code() == ErrorCode.ARTIFACT_INVALID) {
                throw known;
            }
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID, "the manifest cannot be read: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static EncodedFeature readFeature(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        EncodedFeature feature = switch (fields.text("type")) {
            case "numeric" ->
                new EncodedFeature.Numeric(
                        fields.text("name"),
                        fields.number("imputation"),
                        fields.bool("missingIndicator"),
                        fields.number("least"),
                        fields.number("most"));
            case "categorical" ->
                new EncodedFeature.Categorical(fields.text("name"), list(fields.array("categories"), JsonFields::text));
            case "text" ->
                new EncodedFeature.Text(
                        fields.text("name"),
                        JsonFields.count(fields.node("documents")),
                        list(fields.array("frequencies"), JsonFields::count),
                        list(fields.array("kept"), JsonFields::count),
                        list(fields.array("evidence"), factors -> list(factors, JsonFields::number)));
            default -> throw JsonFields.invalid("a feature's type is not available in this version");
        };
        fields.noMore();
        return feature;
    }

    private static SampleIdentity sample(JsonFields fields) {
        SampleIdentity sample = new SampleIdentity(fields.text("builder"), fields.text("version"));
        fields.noMore();
        return sample;
    }

    private static OutcomeSpace outcomes(JsonFields fields) {
        OutcomeSpace outcomes = new OutcomeSpace(
                list(fields.array("classes"), JsonFields::text), list(fields.array("rates"), JsonFields::number));
        fields.noMore();
        return outcomes;
    }

    private static ScorerForm form(JsonFields fields) {
        ScorerForm form = new ScorerForm(
                ScorerForm.ofKey(ScorerForm.Kind.values(), fields.text("kind")),
                ScorerForm.ofKey(ScorerForm.Link.values(), fields.text("link")));
        fields.noMore();
        return form;
    }

    private static Provenance provenance(JsonFields fields) {
        Provenance provenance = new Provenance(
                fields.text("algorithm"),
                map(fields.node("parameters"), JsonFields::text),
                fields.integer("seed"),
                Instant.parse(fields.text("asOf")),
                new Digest(fields.text("snapshot")),
                fields.integer("rows"),
                map(fields.node("metrics"), JsonFields::number),
                fields.optionalObject("importance").map(ManifestJson::importance),
                fields.optionalObject("tuning").map(ManifestJson::tuning),
                fields.text("engineVersion"));
        fields.noMore();
        return provenance;
    }

    private static FeatureImportance importance(JsonFields fields) {
        String unit = fields.text("unit");
        FeatureImportance importance = new FeatureImportance(
                Arrays.stream(ScoreUnit.values())
                        .filter(known -> known.key().equals(unit))
                        .findFirst()
                        .orElseThrow(() -> JsonFields.invalid("its importances have an unknown unit")),
                Math.clamp(fields.integer("events"), 0, Integer.MAX_VALUE),
                list(fields.array("features"), ManifestJson::importanceOfOne));
        fields.noMore();
        return importance;
    }

    private static FeatureImportance.Feature importanceOfOne(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        FeatureImportance.Feature feature = new FeatureImportance.Feature(fields.text("name"), fields.number("amount"));
        fields.noMore();
        return feature;
    }

    private static Tuning tuning(JsonFields fields) {
        List<Tuning.Trial> trials = new ArrayList<>();
        fields.array("trials").forEach(node -> trials.add(trial(new JsonFields(node), trials.size() + 1)));
        Tuning tuning =
                new Tuning(fields.text("loss"), Math.clamp(fields.integer("validated"), 0, Integer.MAX_VALUE), trials);
        fields.noMore();
        return tuning;
    }

    private static Tuning.Trial trial(JsonFields fields, int number) {
        Tuning.Trial trial = new Tuning.Trial(
                number,
                map(fields.node("parameters"), JsonFields::text),
                Math.clamp(fields.integer("trainedOn"), 0, Integer.MAX_VALUE),
                fields.has("loss") ? fields.number("loss") : Double.POSITIVE_INFINITY);
        fields.noMore();
        return trial;
    }

    private static GoldenPrediction golden(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        GoldenPrediction golden = new GoldenPrediction(
                RawInput.ofJson(fields.node("input").toString()), list(fields.array("score"), JsonFields::number));
        fields.noMore();
        return golden;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>(array.size());
        array.forEach(node -> items.add(item.apply(node)));
        return items;
    }

    private static <V> SortedMap<String, V> map(JsonNode object, Function<JsonNode, V> value) {
        if (!object.isObject()) {
            throw JsonFields.invalid("an object is missing");
        }
        SortedMap<String, V> map = new TreeMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), value.apply(entry.getValue())));
        return map;
    }
}
