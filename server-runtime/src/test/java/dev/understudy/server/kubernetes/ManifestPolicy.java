package dev.understudy.server.kubernetes;

import static dev.understudy.server.kubernetes.Manifests.component;
import static dev.understudy.server.kubernetes.Manifests.containers;
import static dev.understudy.server.kubernetes.Manifests.kind;
import static dev.understudy.server.kubernetes.Manifests.meets;
import static dev.understudy.server.kubernetes.Manifests.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Our rules for manifests, each of which says what breaks it. Each has canaries in {@link ManifestPolicyTest}. */
enum ManifestPolicy {
    /** The restricted Pod Security Standard, and a root that cannot be written. */
    RESTRICTED((manifests, broken) -> {
        Set<String> volumes = Set.of(
                "configMap",
                "emptyDir",
                "projected",
                "secret",
                "downwardAPI",
                "persistentVolumeClaim",
                "ephemeral",
                "csi");
        for (JsonNode workload : manifests.workloads()) {
            JsonNode pod = pod(workload);
            JsonNode security = pod.path("securityContext");
            broken.unless(security.path("runAsNonRoot").asBoolean(false), workload, "may run as root");
            broken.unless(security.path("runAsUser").asInt(0) > 0, workload, "runs as root");
            broken.unless(
                    security.path("seccompProfile").path("type").asString("").equals("RuntimeDefault"),
                    workload,
                    "has no seccomp profile");
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
                broken.unless(!pod.path(shared).asBoolean(false), workload, "has " + shared);
            }
            for (JsonNode volume : pod.path("volumes")) {
                broken.unless(
                        volume.propertyStream()
                                .allMatch(each -> each.getKey().equals("name") || volumes.contains(each.getKey())),
                        workload,
                        "has a volume that is not allowed: " + volume);
            }
            for (JsonNode container : containers(workload)) {
                JsonNode own = container.path("securityContext");
                broken.unless(!own.path("allowPrivilegeEscalation").asBoolean(true), workload, "may gain privileges");
                broken.unless(own.path("readOnlyRootFilesystem").asBoolean(false), workload, "may write its root");
                broken.unless(
                        own.path("capabilities").toString().equals("{\"drop\":[\"ALL\"]}"),
                        workload,
                        "has capabilities");
                for (String loosened :
                        List.of("privileged", "runAsUser", "runAsNonRoot", "seccompProfile", "procMount")) {
                    broken.unless(!own.has(loosened), workload, "has a container with its own " + loosened);
                }
                for (JsonNode port : container.path("ports")) {
                    broken.unless(!port.has("hostPort"), workload, "has a port of the node");
                }
            }
        }
    }),

    /** Kubernetes refuses by itself what is not restricted. */
    NAMESPACE_ENFORCES((manifests, broken) -> {
        broken.unless(manifests.ofKind("Namespace").size() == 1, "there is not one namespace");
        for (JsonNode namespace : manifests.ofKind("Namespace")) {
            broken.unless(
                    namespace
                            .path("metadata")
                            .path("labels")
                            .path("pod-security.kubernetes.io/enforce")
                            .asString("")
                            .equals("restricted"),
                    namespace,
                    "does not enforce the restricted profile");
        }
    }),

    /** Nobody in a pod can speak to the cluster. */
    NO_CLUSTER_TOKEN((manifests, broken) -> {
        Set<String> accounts = manifests.ofKind("ServiceAccount").stream()
                .map(each -> each.path("metadata").path("name").asString())
                .collect(Collectors.toSet());
        for (JsonNode workload : manifests.workloads()) {
            broken.unless(!pod(workload).path("automountServiceAccountToken").asBoolean(true), workload, "has a token");
            broken.unless(
                    accounts.contains(pod(workload).path("serviceAccountName").asString("")),
                    workload,
                    "has no account of ours");
        }
        for (JsonNode account : manifests.ofKind("ServiceAccount")) {
            broken.unless(!account.path("automountServiceAccountToken").asBoolean(true), account, "hands out tokens");
        }
    }),

    /** What a container takes is known to the scheduler, and ends somewhere. */
    LIMITED((manifests, broken) -> {
        for (JsonNode workload : manifests.workloads()) {
            for (JsonNode container : containers(workload)) {
                JsonNode requests = container.path("resources").path("requests");
                JsonNode limits = container.path("resources").path("limits");
                broken.unless(requests.has("cpu") && requests.has("memory"), workload, "asks for nothing");
                broken.unless(limits.has("memory"), workload, "has no limit of memory");
                broken.unless(
                        requests.path("memory").equals(limits.path("memory")), workload, "may be evicted for memory");
            }
            for (JsonNode volume : pod(workload).path("volumes")) {
                broken.unless(
                        !volume.has("emptyDir") || volume.path("emptyDir").has("sizeLimit"),
                        workload,
                        "may fill the node's disk");
            }
        }
    }),

    /** Each container that goes on running is asked how it is. */
    PROBED((manifests, broken) -> {
        for (JsonNode workload : manifests.services()) {
            for (JsonNode container : containers(workload)) {
                for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                    broken.unless(
                            container.path(probe).has("httpGet")
                                    || container.path(probe).has("exec"),
                            workload,
                            "has no " + probe);
                }
                JsonNode live = container.path("livenessProbe").path("httpGet").path("path");
                broken.unless(
                        live.isMissingNode() || live.asString().endsWith("/live"),
                        workload,
                        "is killed for what is away elsewhere");
            }
        }
    }),

    /** An image is a version or a digest. */
    PINNED_IMAGES((manifests, broken) -> {
        for (JsonNode workload : manifests.workloads()) {
            for (JsonNode container : containers(workload)) {
                String image = container.path("image").asString("");
                broken.unless(
                        image.matches(".+(@sha256:[0-9a-f]{64}|:v?[0-9]+\\.[0-9]+\\.[0-9]+[-.a-zA-Z0-9]*)"),
                        workload,
                        "has an image that moves: " + image);
            }
        }
    }),

    /** Services and controllers meet their pods, and only theirs. */
    SELECTORS_MEET((manifests, broken) -> {
        for (JsonNode document : manifests.documents()) {
            JsonNode selector = document.path("spec").path("selector");
            boolean ofService = kind(document).equals("Service");
            if (ofService || manifests.services().contains(document)) {
                JsonNode labels = ofService ? selector : selector.path("matchLabels");
                List<JsonNode> met = manifests.workloads().stream()
                        .filter(workload -> !labels.isEmpty()
                                && labels.propertyStream()
                                        .allMatch(wanted -> wanted.getValue()
                                                .equals(Manifests.labels(workload)
                                                        .path(wanted.getKey()))))
                        .toList();
                broken.unless(met.size() == 1, document, "meets " + met.size() + " workloads");
                broken.unless(ofService || met.contains(document), document, "does not meet the pods of its own");
                if (ofService && met.size() == 1) {
                    Set<String> ports = containers(met.getFirst()).stream()
                            .flatMap(container -> container.path("ports").valueStream())
                            .map(port -> port.path("name").asString(""))
                            .collect(Collectors.toSet());
                    for (JsonNode port : document.path("spec").path("ports")) {
                        broken.unless(
                                ports.contains(port.path("targetPort").asString("")),
                                document,
                                "leads to a port that no container has");
                    }
                }
            }
        }
    }),

    /** One pod at a time is taken away on purpose, and one that waits keeps no node from being drained. */
    DISRUPTION_BUDGETS((manifests, broken) -> {
        for (JsonNode workload : manifests.services()) {
            long budgets = manifests.ofKind("PodDisruptionBudget").stream()
                    .filter(budget -> meets(budget.path("spec").path("selector"), workload))
                    .count();
            broken.unless(budgets == 1, workload, "has " + budgets + " disruption budgets");
        }
        for (JsonNode budget : manifests.ofKind("PodDisruptionBudget")) {
            broken.unless(budget.path("spec").path("maxUnavailable").asInt(0) == 1, budget, "lets nobody go, or many");
            broken.unless(
                    budget.path("spec")
                            .path("unhealthyPodEvictionPolicy")
                            .asString("")
                            .equals("AlwaysAllow"),
                    budget,
                    "holds a node for pods that are not ready");
        }
    }),

    /** A new pod before an old one goes, time to end, and no rollback that waits for a pod which never turns ready. */
    ROLLS_WITHOUT_A_GAP((manifests, broken) -> {
        for (JsonNode workload : manifests.services()) {
            JsonNode spec = workload.path("spec");
            broken.unless(
                    pod(workload).path("terminationGracePeriodSeconds").asInt(30) >= 60,
                    workload,
                    "has no time to end");
            if (kind(workload).equals("Deployment")) {
                JsonNode rolling = spec.path("strategy").path("rollingUpdate");
                broken.unless(rolling.path("maxUnavailable").asInt(-1) == 0, workload, "goes before the next is there");
                broken.unless(!spec.has("replicas"), workload, "takes back what the autoscaler did");
            } else {
                broken.unless(spec.path("replicas").asInt(1) > 1, workload, "is alone");
                broken.unless(
                        spec.path("podManagementPolicy").asString("").equals("Parallel"),
                        workload,
                        "cannot be rolled back from a pod that is never ready");
            }
        }
    }),

    /** Deployments grow: all by processor, workers by the age of the oldest job too. */
    AUTOSCALED((manifests, broken) -> {
        for (JsonNode workload : manifests.ofKind("Deployment")) {
            List<JsonNode> scalers = manifests.ofKind("HorizontalPodAutoscaler").stream()
                    .filter(each -> each.path("spec")
                            .path("scaleTargetRef")
                            .path("name")
                            .equals(workload.path("metadata").path("name")))
                    .toList();
            broken.unless(scalers.size() == 1, workload, "has " + scalers.size() + " autoscalers");
            for (JsonNode scaler : scalers) {
                List<String> metrics = scaler.path("spec")
                        .path("metrics")
                        .valueStream()
                        .map(metric -> metric.path("resource").path("name").asString("")
                                + metric.path("external")
                                        .path("metric")
                                        .path("name")
                                        .asString(""))
                        .toList();
                broken.unless(metrics.contains("cpu"), scaler, "does not look at the processor");
                broken.unless(
                        !component(workload).equals("worker") || metrics.contains("understudy_job_oldest_seconds"),
                        scaler,
                        "does not look at the queue");
                broken.unless(scaler.path("spec").path("minReplicas").asInt(1) > 1, scaler, "lets one be alone");
            }
        }
    }),

    /** Nothing in, nothing out, but what a policy opens; each pod has one that does. */
    DEFAULT_DENY((manifests, broken) -> {
        List<JsonNode> policies = manifests.ofKind("NetworkPolicy");
        broken.unless(
                policies.stream()
                        .map(policy -> policy.path("spec"))
                        .anyMatch(spec -> spec.path("podSelector").isEmpty()
                                && spec.path("policyTypes").toString().equals("[\"Ingress\",\"Egress\"]")
                                && !spec.has("ingress")
                                && !spec.has("egress")),
                "nothing denies what nobody opens");
        for (JsonNode policy : policies) {
            JsonNode spec = policy.path("spec");
            for (JsonNode rule : spec.path("ingress")) {
                broken.unless(
                        !rule.path("from").isEmpty() && !rule.path("ports").isEmpty(), policy, "lets anybody in");
            }
            for (JsonNode rule : spec.path("egress")) {
                broken.unless(!rule.path("ports").isEmpty(), policy, "lets everything out");
            }
        }
        for (JsonNode workload : manifests.workloads()) {
            long own = policies.stream()
                    .map(policy -> policy.path("spec").path("podSelector"))
                    .filter(selector -> !selector.isEmpty() && meets(selector, workload))
                    .count();
            broken.unless(own == 1, workload, "has " + own + " network policies");
        }
    }),

    /** What each kind of pod needs is open, and no more. */
    OPENED_AS_NEEDED((manifests, broken) -> {
        for (JsonNode workload : manifests.workloads()) {
            boolean retrains = component(workload).equals("retrain");
            Set<String> needed = retrains
                    ? Set.of("53", "5432", "443", "22", "587", "465", "9091", "80", "988")
                    : Set.of("53", "5432", "6379", "443", "80", "988");
            Set<String> in = retrains ? Set.of() : Set.of("http", "health");
            broken.unless(open(manifests, workload, "egress").equals(needed), workload, "reaches other ports out");
            broken.unless(open(manifests, workload, "ingress").equals(in), workload, "is reached by other ports");
        }
    }),

    /** What pods name is there: configuration of this very build, volumes, and secrets as files alone. */
    REFERENCES_RESOLVE((manifests, broken) -> {
        Set<String> maps = manifests.ofKind("ConfigMap").stream()
                .map(each -> each.path("metadata").path("name").asString())
                .collect(Collectors.toSet());
        for (JsonNode workload : manifests.workloads()) {
            Set<String> volumes = Stream.of("volumeClaimTemplates", "volumes")
                    .flatMap(key -> (key.equals("volumes") ? pod(workload) : workload.path("spec"))
                            .path(key)
                            .valueStream())
                    .map(volume -> volume.path("name")
                            .asString(volume.path("metadata").path("name").asString("")))
                    .collect(Collectors.toSet());
            for (JsonNode named : pod(workload).findValues("configMap")) {
                broken.unless(
                        maps.contains(named.path("name").asString("")), workload, "mounts no ConfigMap: " + named);
            }
            for (JsonNode named : pod(workload).findValues("configMapRef")) {
                broken.unless(maps.contains(named.path("name").asString("")), workload, "reads no ConfigMap: " + named);
            }
            broken.unless(
                    pod(workload).findValues("secretKeyRef").isEmpty()
                            && pod(workload).findValues("secretRef").isEmpty(),
                    workload,
                    "has a secret among its variables");
            for (JsonNode container : containers(workload)) {
                for (JsonNode mount : container.path("volumeMounts")) {
                    broken.unless(volumes.contains(mount.path("name").asString("")), workload, "mounts no volume");
                }
            }
        }
    }),

    /** A retraining is never two at once, is tried again only where that helps, and belongs to one day. */
    ONE_RETRAINING_A_DAY((manifests, broken) -> {
        for (JsonNode cron : manifests.ofKind("CronJob")) {
            JsonNode spec = cron.path("spec");
            JsonNode job = spec.path("jobTemplate").path("spec");
            broken.unless(spec.path("concurrencyPolicy").asString("").equals("Forbid"), cron, "may overlap");
            broken.unless(spec.path("timeZone").asString("").equals("Etc/UTC"), cron, "has another day than --every");
            for (String limit : List.of("successfulJobsHistoryLimit", "failedJobsHistoryLimit")) {
                broken.unless(spec.path(limit).asInt(0) > 0, cron, "leaves no trace: " + limit);
            }
            broken.unless(job.path("backoffLimit").asInt(6) <= 3, cron, "tries too often");
            String[] schedule = spec.path("schedule").asString("").split(" ", -1);
            broken.unless(
                    schedule.length == 5 && schedule[0].matches("\\d+") && schedule[1].matches("\\d+"),
                    cron,
                    "has no time of the day");
            int end = (schedule.length == 5 && schedule[1].matches("\\d+")
                            ? Integer.parseInt(schedule[1]) * 3600 + 3600
                            : 0)
                    + spec.path("startingDeadlineSeconds").asInt(86_400)
                    + job.path("activeDeadlineSeconds").asInt(86_400);
            broken.unless(end <= 86_400, cron, "may end on another day than its schedule's");
            broken.unless(pod(cron).path("restartPolicy").asString("").equals("Never"), cron, "hides its exit codes");
            String arguments = containers(cron).getFirst().path("args").toString();
            broken.unless(arguments.contains("\"--every\",\"P1D\""), cron, "is another retraining each time");
            broken.unless(arguments.contains("\"--any-verdict\""), cron, "fails with a verdict");
            broken.unless(arguments.contains("\"--release\",\"staging\""), cron, "releases nothing");
            JsonNode rules = job.path("podFailurePolicy").path("rules");
            broken.unless(
                    rules.valueStream()
                            .anyMatch(rule -> rule.path("action").asString("").equals("FailJob")
                                    && rule.path("onExitCodes")
                                            .path("containerName")
                                            .equals(containers(cron).getFirst().path("name"))
                                    && rule.path("onExitCodes")
                                            .path("operator")
                                            .asString("")
                                            .equals("In")
                                    && rule.path("onExitCodes")
                                            .path("values")
                                            .toString()
                                            .equals("[1,2,3,10,11]")),
                    cron,
                    "is tried again in vain");
            broken.unless(
                    rules.valueStream()
                            .anyMatch(rule -> rule.path("action").asString("").equals("Ignore")
                                    && rule.path("onPodConditions").toString().contains("\"DisruptionTarget\"")),
                    cron,
                    "counts a drained node");
        }
    });

    @SuppressWarnings("ImmutableEnumChecker") // none of them has anything of its own
    private final BiConsumer<Manifests, Breaches> check;

    ManifestPolicy(BiConsumer<Manifests, Breaches> check) {
        this.check = check;
    }

    /** What breaks it; empty where it holds. */
    List<String> broken(Manifests manifests) {
        Breaches breaches = new Breaches();
        check.accept(manifests, breaches);
        return breaches.told();
    }

    /** The ports that the policies of a workload open. */
    private static Set<String> open(Manifests manifests, JsonNode workload, String direction) {
        return manifests.ofKind("NetworkPolicy").stream()
                .map(policy -> policy.path("spec"))
                .filter(spec -> meets(spec.path("podSelector"), workload))
                .flatMap(spec -> spec.path(direction).valueStream())
                .flatMap(rule -> rule.path("ports").valueStream())
                .map(port -> port.path("port").asString(""))
                .collect(Collectors.toSet());
    }

    /** Gathers what breaks a policy. */
    static final class Breaches {
        private final List<String> told = new ArrayList<>();

        void unless(boolean holds, String what) {
            if (!holds) {
                told.add(what);
            }
        }

        void unless(boolean holds, JsonNode document, String what) {
            unless(holds, Manifests.name(document) + " " + what);
        }

        List<String> told() {
            return List.copyOf(told);
        }
    }
}
