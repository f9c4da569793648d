package dev.understudy.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The manifests keep our policies; and each policy sees what it is there for, in manifests with one defect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // built once, and canaries counted
final class ManifestPolicyTest {
    @TempDir
    static Path folder;

    private Manifests pod = new Manifests(List.of());
    private Manifests growth = new Manifests(List.of());
    private final Set<ManifestPolicy> seen = EnumSet.noneOf(ManifestPolicy.class);
    private int canaries;

    @BeforeAll
    void build() throws IOException {
        BuiltManifests.assumeCanBuild();
        pod = built("pod", "production");
        growth = built("growth", "production");
    }

    private static Manifests built(String shape, String overlay) throws IOException {
        return new Manifests(BuiltManifests.copy(Files.createDirectory(folder.resolve(shape + "-" + overlay)), shape)
                .build(overlay));
    }

    @ParameterizedTest
    @CsvSource({"pod, staging", "growth, staging"})
    void stagingKeepsEachPolicy(String shape, String overlay) throws IOException {
        Manifests manifests = built(shape, overlay);
        assertThat(manifests.workloads()).isNotEmpty();
        assertThat(manifests.ofKind("CronJob"))
                .as("staging has no traffic of its own to retrain on")
                .isEmpty();
        for (ManifestPolicy policy : ManifestPolicy.values()) {
            assertThat(policy.broken(manifests)).as("%s", policy).isEmpty();
        }
    }

    @Test
    void productionKeepsEachPolicy() {
        for (Manifests manifests : List.of(pod, growth)) {
            assertThat(manifests.services()).isNotEmpty();
            assertThat(manifests.ofKind("CronJob")).hasSize(1);
            for (ManifestPolicy policy : ManifestPolicy.values()) {
                assertThat(policy.broken(manifests)).as("%s", policy).isEmpty();
            }
        }
    }

    /** A value put, or taken away where there is none, at a place of one document; all else is as built. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RESTRICTED | CronJob | | /spec/jobTemplate/spec/template/spec/securityContext/runAsNonRoot | false
            RESTRICTED | CronJob | | /spec/jobTemplate/spec/template/spec/securityContext/runAsUser | 0
            RESTRICTED | Deployment | understudy-api | /spec/template/spec/hostNetwork | true
            RESTRICTED | Deployment | understudy-api | /spec/template/spec/volumes/0 | {"name":"h","hostPath":{"path":"/"}}
            RESTRICTED | Deployment | understudy-api | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem |
            RESTRICTED | Deployment | understudy-api | /spec/template/spec/containers/0/securityContext/privileged | true
            RESTRICTED | Deployment | understudy-api | /spec/template/spec/containers/0/securityContext/capabilities/add | ["NET_ADMIN"]
            RESTRICTED | Deployment | understudy-api | /spec/template/spec/securityContext/seccompProfile |
            RESTRICTED | Deployment | understudy-api | /spec/template/spec/initContainers | [{"name":"root","image":"busybox:1.36.1"}]
            NAMESPACE_ENFORCES | Namespace | | /metadata/labels/pod-security.kubernetes.io~1enforce | "baseline"
            NO_CLUSTER_TOKEN | CronJob | | /spec/jobTemplate/spec/template/spec/automountServiceAccountToken |
            NO_CLUSTER_TOKEN | ServiceAccount | understudy | /automountServiceAccountToken | true
            NO_CLUSTER_TOKEN | Deployment | understudy-worker | /spec/template/spec/serviceAccountName | "default"
            LIMITED | CronJob | | /spec/jobTemplate/spec/template/spec/containers/0/resources/limits/memory |
            LIMITED | Deployment | understudy-api | /spec/template/spec/containers/0/resources/requests/memory | "64Mi"
            LIMITED | Deployment | understudy-api | /spec/template/spec/containers/0/resources/requests/cpu |
            LIMITED | CronJob | | /spec/jobTemplate/spec/template/spec/volumes/0 | {"name":"workspace","emptyDir":{}}
            PROBED | Deployment | understudy-worker | /spec/template/spec/containers/0/readinessProbe |
            PROBED | Deployment | understudy-api | /spec/template/spec/containers/0/livenessProbe/httpGet/path | "/v2/health/ready"
            PINNED_IMAGES | Deployment | understudy-api | /spec/template/spec/containers/0/image | "understudy:latest"
            PINNED_IMAGES | Deployment | understudy-api | /spec/template/spec/containers/0/image | "understudy"
            PINNED_IMAGES | CronJob | | /spec/jobTemplate/spec/template/spec/containers/0/image | "registry:5000/understudy:7.4-alpine"
            SELECTORS_MEET | Service | understudy | /spec/selector/app.kubernetes.io~1component | "web"
            SELECTORS_MEET | Service | understudy | /spec/ports/0/targetPort | "web"
            SELECTORS_MEET | Deployment | understudy-api | /spec/selector/matchLabels/app.kubernetes.io~1component | "worker"
            SELECTORS_MEET | Deployment | understudy-api | /spec/selector/matchLabels/app.kubernetes.io~1component |
            DISRUPTION_BUDGETS | PodDisruptionBudget | understudy-api | /spec/selector/matchLabels/app.kubernetes.io~1component | "worker"
            DISRUPTION_BUDGETS | PodDisruptionBudget | understudy-api | /spec/maxUnavailable | 0
            DISRUPTION_BUDGETS | PodDisruptionBudget | understudy-api | /spec/unhealthyPodEvictionPolicy |
            ROLLS_WITHOUT_A_GAP | Deployment | understudy-api | /spec/strategy/rollingUpdate/maxUnavailable | 1
            ROLLS_WITHOUT_A_GAP | Deployment | understudy-api | /spec/replicas | 3
            ROLLS_WITHOUT_A_GAP | Deployment | understudy-api | /spec/template/spec/terminationGracePeriodSeconds |
            ROLLS_WITHOUT_A_GAP | StatefulSet | understudy | /spec/podManagementPolicy | "OrderedReady"
            ROLLS_WITHOUT_A_GAP | StatefulSet | understudy | /spec/replicas | 1
            AUTOSCALED | HorizontalPodAutoscaler | understudy-worker | /spec/metrics/0 | {"type":"Resource","resource":{"name":"cpu"}}
            AUTOSCALED | HorizontalPodAutoscaler | understudy-api | /spec/metrics/0/resource/name | "memory"
            AUTOSCALED | HorizontalPodAutoscaler | understudy-api | /spec/scaleTargetRef/name | "understudy"
            AUTOSCALED | HorizontalPodAutoscaler | understudy-worker | /spec/minReplicas | 1
            DEFAULT_DENY | NetworkPolicy | default-deny | /spec/policyTypes | ["Ingress"]
            DEFAULT_DENY | NetworkPolicy | default-deny | /spec/egress | [{"ports":[{"port":443}]}]
            DEFAULT_DENY | NetworkPolicy | understudy | /spec/ingress/0/from |
            DEFAULT_DENY | NetworkPolicy | understudy-retrain | /spec/egress/1 | {}
            DEFAULT_DENY | NetworkPolicy | understudy-retrain | /spec/podSelector/matchLabels/app.kubernetes.io~1component | "train"
            OPENED_AS_NEEDED | NetworkPolicy | understudy | /spec/egress/1/ports/0/port | 3306
            OPENED_AS_NEEDED | NetworkPolicy | understudy-retrain | /spec/egress/1/ports/2/port | 8080
            OPENED_AS_NEEDED | NetworkPolicy | understudy-retrain | /spec/ingress | [{"from":[{"podSelector":{}}],"ports":[{"port":22}]}]
            REFERENCES_RESOLVE | ConfigMap | understudy-model-listing-scam | /metadata/name | "understudy-model-listing-scam"
            REFERENCES_RESOLVE | ConfigMap | understudy-retrain | /metadata/name | "understudy-retrain"
            REFERENCES_RESOLVE | CronJob | | /spec/jobTemplate/spec/template/spec/containers/0/envFrom/0 | {"secretRef":{"name":"s"}}
            REFERENCES_RESOLVE | CronJob | | /spec/jobTemplate/spec/template/spec/containers/0/volumeMounts/0/name | "elsewhere"
            ONE_RETRAINING_A_DAY | CronJob | | /spec/concurrencyPolicy | "Allow"
            ONE_RETRAINING_A_DAY | CronJob | | /spec/concurrencyPolicy |
            ONE_RETRAINING_A_DAY | CronJob | | /spec/timeZone |
            ONE_RETRAINING_A_DAY | CronJob | | /spec/schedule | "0 15 * * *"
            ONE_RETRAINING_A_DAY | CronJob | | /spec/schedule | "*/5 * * * *"
            ONE_RETRAINING_A_DAY | CronJob | | /spec/startingDeadlineSeconds |
            ONE_RETRAINING_A_DAY | CronJob | | /spec/failedJobsHistoryLimit | 0
            ONE_RETRAINING_A_DAY | CronJob | | /spec/jobTemplate/spec/backoffLimit |
            ONE_RETRAINING_A_DAY | CronJob | | /spec/jobTemplate/spec/activeDeadlineSeconds |
            ONE_RETRAINING_A_DAY | CronJob | | /spec/jobTemplate/spec/podFailurePolicy |
            ONE_RETRAINING_A_DAY | CronJob | | /spec/jobTemplate/spec/podFailurePolicy/rules/1/onExitCodes/values | [4]
            ONE_RETRAINING_A_DAY | CronJob | | /spec/jobTemplate/spec/podFailurePolicy/rules/1/onExitCodes/containerName | "other"
            ONE_RETRAINING_A_DAY | CronJob | | /spec/jobTemplate/spec/template/spec/restartPolicy | "OnFailure"
            ONE_RETRAINING_A_DAY | CronJob | | /spec/jobTemplate/spec/template/spec/containers/0/args | ["retrain"]
            """)
    void aCanaryIsSeen(ManifestPolicy policy, String kind, String name, String place, String value) {
        Manifests sound = kind.equals("StatefulSet") ? pod : growth;
        List<JsonNode> documents = new ArrayList<>();
        int changed = 0;
        for (JsonNode document : sound.documents()) {
            boolean chosen = Manifests.kind(document).equals(kind) && (name == null || isNamed(document, name));
            changed += chosen ? 1 : 0;
            documents.add(chosen ? with(document, place, value) : document);
        }

        assertThat(changed).as("documents with the defect").isEqualTo(1);
        assertThat(documents).isNotEqualTo(sound.documents());
        assertThat(policy.broken(new Manifests(documents))).isNotEmpty();
        seen.add(policy);
        canaries++;
    }

    /** By its name, or by its name before the hash that kustomize puts behind it. */
    private static boolean isNamed(JsonNode document, String name) {
        return document.path("metadata").path("name").asString("").matches(name + "(-[0-9a-z]{10})?");
    }

    private static JsonNode with(JsonNode document, String place, String value) {
        JsonNode copy = document.deepCopy();
        JsonPointer pointer = JsonPointer.compile(place);
        JsonNode parent = copy.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            String key = pointer.last().getMatchingProperty();
            if (value == null) {
                object.remove(key);
            } else {
                object.set(key, JsonMapper.shared().readTree(value));
            }
        } else {
            ((ArrayNode) parent)
                    .set(pointer.last().getMatchingIndex(), JsonMapper.shared().readTree(value));
        }
        return copy;
    }

    @AfterAll
    void eachPolicyHadACanary() {
        if (canaries > 1) { // all of them were run, and not one by itself
            assertThat(seen).containsExactlyInAnyOrder(ManifestPolicy.values());
        }
    }
}
