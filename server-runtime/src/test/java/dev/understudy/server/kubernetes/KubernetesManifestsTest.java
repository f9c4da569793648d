package dev.understudy.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.workspace.SettingKey;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.command.CommandScene;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The manifests as kustomize builds them: each one is of its kind's form, and keeps our rules. */
final class KubernetesManifestsTest {
    private static final Path PAGE = Path.of("../docs/kubernetes.md");

    @TempDir
    Path folder;

    @BeforeEach
    void needsKubectl() {
        BuiltManifests.assumeCanBuild();
    }

    private List<JsonNode> built(String shape, String overlay) throws IOException {
        return BuiltManifests.copy(Files.createDirectory(folder.resolve(shape + "-" + overlay)), shape)
                .build(overlay);
    }

    @ParameterizedTest
    @CsvSource({"pod, staging", "pod, production", "growth, staging", "growth, production"})
    void eachManifestIsOfItsKind(String shape, String overlay) throws IOException {
        List<JsonNode> documents = built(shape, overlay);

        assertThat(documents).hasSizeGreaterThan(7);
        documents.forEach(KubernetesManifestsTest::assertValid);
        assertThat(documents)
                .allSatisfy(document -> assertThat(document.path("metadata")
                                .path(Manifests.kind(document).equals("Namespace") ? "name" : "namespace")
                                .asString())
                        .isEqualTo("understudy-" + overlay));
    }

    @Test
    void theCheckSeesWhatIsWrong() throws IOException {
        for (JsonNode document : built("growth", "staging")) {
            if (!document.path("kind").asString().equals("Deployment")) {
                continue;
            }
            ObjectNode misspelt = (ObjectNode) document.deepCopy();
            ((ObjectNode) misspelt.path("spec")).put("replica", 3);
            assertThatThrownBy(() -> assertValid(misspelt)).isNotNull();
            ObjectNode mistyped = (ObjectNode) document.deepCopy();
            ((ObjectNode) mistyped.path("spec")).put("minReadySeconds", "soon");
            assertThatThrownBy(() -> assertValid(mistyped)).isNotNull();
        }
    }

    /** The client's own check of names and what is required; and a typed parse, which sees wrong types. */
    private static void assertValid(JsonNode document) {
        JsonElement json = JsonParser.parseString(document.toString());
        String kind = document.path("kind").asString();
        try {
            switch (kind) {
                case "ConfigMap" -> V1ConfigMap.validateJsonElement(json);
                case "CronJob" -> V1CronJob.validateJsonElement(json);
                case "Deployment" -> V1Deployment.validateJsonElement(json);
                case "Namespace" -> V1Namespace.validateJsonElement(json);
                case "StatefulSet" -> V1StatefulSet.validateJsonElement(json);
                case "Service" -> V1Service.validateJsonElement(json);
                case "ServiceAccount" -> V1ServiceAccount.validateJsonElement(json);
                case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
                case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
                case "HorizontalPodAutoscaler" -> V2HorizontalPodAutoscaler.validateJsonElement(json);
                default -> throw new AssertionError("a manifest of a kind that nobody checks: " + kind);
            }
        } catch (IOException e) {
            throw new AssertionError(kind, e);
        }
        Class<?> type = switch (kind) {
            case "ConfigMap" -> V1ConfigMap.class;
            case "CronJob" -> V1CronJob.class;
            case "Deployment" -> V1Deployment.class;
            case "Namespace" -> V1Namespace.class;
            case "StatefulSet" -> V1StatefulSet.class;
            case "Service" -> V1Service.class;
            case "ServiceAccount" -> V1ServiceAccount.class;
            case "NetworkPolicy" -> V1NetworkPolicy.class;
            case "PodDisruptionBudget" -> V1PodDisruptionBudget.class;
            default -> V2HorizontalPodAutoscaler.class;
        };
        assertThat(JSON.getGson().<Object>fromJson(json, type)).isNotNull();
    }

    private static List<JsonNode> workloads(List<JsonNode> documents) {
        return new Manifests(documents).workloads();
    }

    /** A pod that begins to end is asked once more before it stops, and has time to end its calls. */
    @ParameterizedTest
    @ValueSource(strings = {"pod", "growth"})
    void aPodIsSeenToEndBeforeItStops(String shape) throws IOException {
        List<JsonNode> documents = built(shape, "production");
        Duration drain = Duration.parse(workspace(documents).settings().value(SettingKey.SERVE_DRAIN));

        assertThat(new Manifests(documents).services()).isNotEmpty().allSatisfy(workload -> {
            assertThat(Manifests.pod(workload)
                            .path("terminationGracePeriodSeconds")
                            .asLong())
                    .isGreaterThan(drain.toSeconds() + 30);
            for (JsonNode container : Manifests.containers(workload)) {
                JsonNode readiness = container.path("readinessProbe");
                if (container.path("name").asString().equals("api")) {
                    assertThat(Duration.ofSeconds(
                                    readiness.path("periodSeconds").asLong()
                                            * readiness.path("failureThreshold").asLong()))
                            .as("seen to be not ready before it stops answering")
                            .isLessThan(drain);
                }
            }
        });
    }

    /** Each caller of the shape with queues of pods comes back to the pod that knows its job; in the other, callers spread. */
    @ParameterizedTest
    @CsvSource({"pod, ClientIP", "growth, None"})
    void callersKeepToAPodWhereTheirJobsDo(String shape, String affinity) throws IOException {
        for (JsonNode service : new Manifests(built(shape, "staging")).ofKind("Service")) {
            if (service.path("metadata").path("name").asString().equals("understudy")) {
                assertThat(service.path("spec").path("sessionAffinity").asString("None"))
                        .isEqualTo(affinity);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod", "growth"})
    void theCommandsAndTheirPortsAreThere(String shape) throws IOException {
        CommandScene scene = new CommandScene(folder);
        for (JsonNode container : workloads(built(shape, "production")).stream()
                .flatMap(workload -> Manifests.containers(workload).stream())
                .toList()) {
            if (container.path("name").asString().equals("redis")) {
                continue;
            }
            List<String> arguments = new ArrayList<>();
            container.path("args").forEach(argument -> arguments.add(argument.asString()));
            if (container.has("ports")) {
                int port = arguments.indexOf("--port") + 1;
                assertThat(arguments.get(port))
                        .isEqualTo(container
                                .path("ports")
                                .path(0)
                                .path("containerPort")
                                .asString());
            }
            arguments.add("--help");
            assertThat(scene.runPlain(arguments.toArray(String[]::new)).exit())
                    .as("%s", arguments)
                    .isZero();
        }
    }

    @Test
    void settingsAndTasksAreAWorkspace() throws IOException {
        Workspace workspace = workspace(built("pod", "staging"));

        assertThat(workspace.tasks()).containsExactly(new TaskName("listing-scam"));
        assertThat(workspace.task(new TaskName("listing-scam")).name()).isEqualTo(new TaskName("listing-scam"));
        assertThat(workspace.settings().value(SettingKey.STORE_BUCKET)).isEqualTo("models-of-ours");
    }

    /** As the pod sees it: settings and tasks, out of their ConfigMaps. */
    private Workspace workspace(List<JsonNode> documents) throws IOException {
        Path home = Files.createTempDirectory(folder, "workspace");
        Files.createDirectory(home.resolve("tasks"));
        for (JsonNode document : documents) {
            String name = document.path("metadata").path("name").asString();
            for (Map.Entry<String, JsonNode> file : document.path("data").properties()) {
                if (name.startsWith("understudy-settings")) {
                    Files.writeString(
                            home.resolve(file.getKey()), file.getValue().asString());
                } else if (name.startsWith("understudy-tasks")) {
                    Files.writeString(
                            home.resolve("tasks").resolve(file.getKey()),
                            file.getValue().asString());
                }
            }
        }
        return Workspace.open(home, Map.of(), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod", "growth"})
    void aReleaseChangesThePodsOfItsEnvironmentAlone(String shape) throws IOException {
        BuiltManifests manifests = BuiltManifests.copy(Files.createDirectory(folder.resolve("release")), shape);
        List<JsonNode> staging = manifests.build("staging");
        List<JsonNode> production = manifests.build("production");
        Path pointer = manifests.file("staging/models/listing-scam.env");
        Files.writeString(pointer, Files.readString(pointer).replace("MODEL_RELEASE=1", "MODEL_RELEASE=2"));

        List<JsonNode> after = manifests.build("staging");

        assertThat(models(after)).isNotEqualTo(models(staging));
        for (int i = 0; i < workloads(after).size(); i++) {
            assertThat(Manifests.pod(workloads(after).get(i)))
                    .isNotEqualTo(Manifests.pod(workloads(staging).get(i)));
        }
        assertThat(manifests.build("production")).isEqualTo(production);
        assertThat(workloads(after))
                .allSatisfy(workload -> assertThat(
                                Manifests.pod(workload).path("volumes").toString())
                        .contains(models(after).getFirst()));
    }

    private static List<String> models(List<JsonNode> documents) {
        return documents.stream()
                .map(document -> document.path("metadata").path("name").asString())
                .filter(name -> name.startsWith("understudy-model-"))
                .toList();
    }

    /** A misspelt variable would be passed over in silence; and what is secret is named by its file. */
    @Test
    void theRetrainingsVariablesAreSettings() throws IOException {
        Map<String, SettingKey> keys =
                Arrays.stream(SettingKey.values()).collect(Collectors.toMap(SettingKey::variable, Function.identity()));
        List<JsonNode> documents = built("pod", "production");
        JsonNode variables = documents.stream()
                .filter(document -> Manifests.name(document).startsWith("ConfigMap understudy-retrain-"))
                .findFirst()
                .orElseThrow()
                .path("data");
        String mounts = workloads(documents).stream()
                .filter(workload -> Manifests.component(workload).equals("retrain"))
                .map(workload -> Manifests.containers(workload)
                        .getFirst()
                        .path("volumeMounts")
                        .toString())
                .collect(Collectors.joining());

        assertThat(variables.properties()).isNotEmpty().allSatisfy(variable -> {
            assertThat(keys).containsKey(variable.getKey());
            assertThat(keys.get(variable.getKey()).isSecret())
                    .as(variable.getKey())
                    .isFalse();
            if (variable.getKey().endsWith("_FILE")) {
                Path file = Path.of(variable.getValue().asString());
                assertThat(mounts).contains("\"mountPath\":\"" + file.getParent() + "\"");
            }
        });
    }

    /** What a pod writes by itself lies in folders of its own, since its workspace is read-only. */
    @ParameterizedTest
    @EnumSource(
            value = SettingKey.class,
            names = {"CACHE_DIRECTORY", "SEGMENTS_DIRECTORY", "REPORTS_DIRECTORY"})
    void whatIsWrittenLiesOutsideTheWorkspace(SettingKey key) throws IOException {
        List<JsonNode> documents = built("growth", "production");
        String place = workspace(documents).settings().value(key);

        assertThat(workloads(documents))
                .hasSize(3)
                .allSatisfy(workload -> assertThat(Manifests.containers(workload)
                                .getFirst()
                                .path("volumeMounts")
                                .valueStream())
                        .anyMatch(mount -> Path.of(place)
                                        .startsWith(mount.path("mountPath").asString())
                                && !mount.path("readOnly").asBoolean(false)));
    }

    /** Whoever follows the page has made every secret that a pod mounts, with the key that its setting names. */
    @Test
    void thePageNamesTheSecretsThatPodsMount() throws IOException {
        List<JsonNode> documents = built("growth", "production");
        Set<String> mounted = workloads(documents).stream()
                .flatMap(workload -> Manifests.pod(workload).findValues("secretName").stream())
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
        String settings = new Manifests(documents).ofKind("ConfigMap").toString();

        Set<String> made = new TreeSet<>();
        Matcher secret = Pattern.compile("create secret generic understudy-([a-z]+) --from-file=([a-z]+)=")
                .matcher(Files.readString(PAGE));
        while (secret.find()) {
            made.add("understudy-" + secret.group(1));
            assertThat(settings).contains("/run/secrets/understudy/" + secret.group(1) + "/" + secret.group(2));
        }
        assertThat(made).isEqualTo(mounted);
    }

    /** The adapter's rule on the page gives the autoscaler the metric that it looks for. */
    @Test
    void thePagesRuleGivesTheAutoscalerItsMetric() throws IOException {
        String rule = Files.readString(PAGE).split("```yaml\n", 2)[1].split("```", 2)[0];
        JsonNode external = JsonMapper.shared()
                .<JsonNode>valueToTree(new Load(LoadSettings.builder().build()).loadFromString(rule))
                .path("rules")
                .path("external")
                .path(0);
        List<String> wanted = new Manifests(built("growth", "production"))
                .ofKind("HorizontalPodAutoscaler").stream()
                        .flatMap(scaler -> scaler.path("spec").path("metrics").valueStream())
                        .filter(metric -> metric.has("external"))
                        .map(metric -> metric.path("external")
                                .path("metric")
                                .path("name")
                                .asString())
                        .toList();

        assertThat(wanted).containsExactly(external.path("name").path("as").asString());
        assertThat(external.path("seriesQuery").asString())
                .contains("__name__=\"" + wanted.getFirst() + "\"", "namespace!=\"\"");
        assertThat(external.path("metricsQuery").asString()).isEqualTo("max(<<.Series>>{<<.LabelMatchers>>})");
    }

    /** Secrets are made in the cluster, by whoever keeps them. */
    @Test
    void noManifestHoldsASecret() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("kubernetes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContainIgnoringCase("kind: Secret\n");
            }
        }
    }
}
