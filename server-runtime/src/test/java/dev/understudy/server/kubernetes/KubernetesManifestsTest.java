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
import io.kubernetes.client.openapi.models.V1Deployment;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The manifests as kustomize builds them: each one is of its kind's form, and keeps our rules. */
final class KubernetesManifestsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsKubectl() {
        Assumptions.assumeTrue(BuiltManifests.canBuild(), "there is no kubectl here, which builds the manifests");
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
                .allSatisfy(document -> assertThat(
                                document.path("metadata").path("namespace").asString())
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
                case "Deployment" -> V1Deployment.validateJsonElement(json);
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
            case "Deployment" -> V1Deployment.class;
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
        return documents.stream()
                .filter(document -> List.of("Deployment", "StatefulSet")
                        .contains(document.path("kind").asString()))
                .toList();
    }

    private static JsonNode pod(JsonNode workload) {
        return workload.path("spec").path("template").path("spec");
    }

    private static List<JsonNode> containers(List<JsonNode> documents) {
        List<JsonNode> containers = new ArrayList<>();
        workloads(documents)
                .forEach(workload -> pod(workload).path("containers").forEach(containers::add));
        return containers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod", "growth"})
    void podsKeepTheRestrictedProfile(String shape) throws IOException {
        List<JsonNode> documents = built(shape, "production");

        assertThat(workloads(documents)).isNotEmpty().allSatisfy(workload -> {
            JsonNode security = pod(workload).path("securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(security.path("runAsUser").asInt()).isPositive();
            assertThat(security.path("seccompProfile").path("type").asString()).isEqualTo("RuntimeDefault");
            assertThat(pod(workload).path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(pod(workload).has(shared)).isFalse();
            }
            for (JsonNode volume : pod(workload).path("volumes")) {
                assertThat(volume.has("hostPath")).isFalse();
            }
        });
        assertThat(containers(documents)).allSatisfy(container -> {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.path("capabilities").path("drop").toString()).isEqualTo("[\"ALL\"]");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod", "growth"})
    void containersAreLimitedAndAskedHowTheyAre(String shape) throws IOException {
        assertThat(containers(built(shape, "production"))).isNotEmpty().allSatisfy(container -> {
            JsonNode resources = container.path("resources");
            assertThat(resources.path("requests").path("cpu").isMissingNode()).isFalse();
            assertThat(resources.path("requests").path("memory"))
                    .isEqualTo(resources.path("limits").path("memory"));
            assertThat(resources.path("limits").path("memory").isMissingNode()).isFalse();
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.has(probe)).as(probe).isTrue();
            }
            assertThat(container.path("image").asString()).contains(":").doesNotEndWith(":latest");
        });
    }

    /** A pod that begins to end is asked once more before it stops, and has time to end its calls. */
    @ParameterizedTest
    @ValueSource(strings = {"pod", "growth"})
    void aReleaseRollsWithoutAGap(String shape) throws IOException {
        List<JsonNode> documents = built(shape, "production");
        Workspace workspace = workspace(documents);
        Duration drain = Duration.parse(workspace.settings().value(SettingKey.SERVE_DRAIN));

        assertThat(workloads(documents)).allSatisfy(workload -> {
            assertThat(pod(workload).path("terminationGracePeriodSeconds").asLong())
                    .isGreaterThan(drain.toSeconds() + 30);
            if (workload.path("kind").asString().equals("Deployment")) {
                JsonNode rolling = workload.path("spec").path("strategy").path("rollingUpdate");
                assertThat(rolling.path("maxUnavailable").asInt(-1)).isZero();
            } else {
                assertThat(workload.path("spec").path("replicas").asInt()).isGreaterThan(1);
            }
            for (JsonNode container : pod(workload).path("containers")) {
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
        documents.stream()
                .filter(document -> document.path("kind").asString().equals("HorizontalPodAutoscaler"))
                .forEach(scaler -> assertThat(
                                scaler.path("spec").path("minReplicas").asInt())
                        .isGreaterThan(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod", "growth"})
    void selectorsMeetTheirPods(String shape) throws IOException {
        List<JsonNode> documents = built(shape, "staging");
        List<JsonNode> labels = workloads(documents).stream()
                .map(workload ->
                        workload.path("spec").path("template").path("metadata").path("labels"))
                .toList();
        for (JsonNode document : documents) {
            JsonNode selector = switch (document.path("kind").asString()) {
                case "Service" -> document.path("spec").path("selector");
                case "PodDisruptionBudget", "Deployment", "StatefulSet" ->
                    document.path("spec").path("selector").path("matchLabels");
                case "NetworkPolicy" ->
                    document.path("spec").path("podSelector").path("matchLabels");
                default -> null;
            };
            if (selector != null) {
                long met = labels.stream().filter(pod -> meets(selector, pod)).count();
                boolean all = document.path("kind").asString().equals("NetworkPolicy");
                assertThat(met).as("%s", document.path("metadata").path("name")).isEqualTo(all ? labels.size() : 1);
            }
        }
    }

    private static boolean meets(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.propertyStream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod", "growth"})
    void theCommandsAndTheirPortsAreThere(String shape) throws IOException {
        CommandScene scene = new CommandScene(folder);
        for (JsonNode container : containers(built(shape, "staging"))) {
            if (container.path("name").asString().equals("redis")) {
                continue;
            }
            List<String> arguments = new ArrayList<>();
            container.path("args").forEach(argument -> arguments.add(argument.asString()));
            int port = arguments.indexOf("--port") + 1;
            assertThat(arguments.get(port))
                    .isEqualTo(container
                            .path("ports")
                            .path(0)
                            .path("containerPort")
                            .asString());
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
            assertThat(pod(workloads(after).get(i)))
                    .isNotEqualTo(pod(workloads(staging).get(i)));
        }
        assertThat(manifests.build("production")).isEqualTo(production);
        assertThat(workloads(after))
                .allSatisfy(workload -> assertThat(pod(workload).path("volumes").toString())
                        .contains(models(after).getFirst()));
    }

    private static List<String> models(List<JsonNode> documents) {
        return documents.stream()
                .map(document -> document.path("metadata").path("name").asString())
                .filter(name -> name.startsWith("understudy-model-"))
                .toList();
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
