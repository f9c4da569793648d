package dev.understudy.engine.release;

import java.util.Map;

/** The files that a config repository begins with. */
final class RepositoryLayout {
    static final String MAIN = "main";

    static final String MESSAGE = """
            Lay out the config repository

            base/ holds the pods' manifests, staging/ and production/ what differs.
            Releases and rollbacks change models/<task>.env there.
            """;

    private static final String BASE = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources: []
            """;

    private static final String README = """
            # The pods' manifests

            Put the Deployments that serve models here, and list them in `kustomization.yaml`.
            A pod learns which model to serve from a ConfigMap that `staging/` and `production/`
            generate for each task, from `models/<task>.env`. Mount it like this:

            ```yaml
            volumeMounts:
              - name: model
                mountPath: /etc/understudy/models/<task>
                readOnly: true
            volumes:
              - name: model
                configMap:
                  name: understudy-model-<task>
            ```

            kustomize adds a hash of the content to the ConfigMap's name, here and there, so that
            merging a release rolls the pods. Do not set `disableNameSuffixHash`.

            Changes of `models/<task>.env` come from `understudy release` and `understudy rollback`.
            To take one back, roll back: a pod refuses a `MODEL_RELEASE` lower than the one it has.
            """;

    private RepositoryLayout() {}

    /** The kustomization of an environment. */
    static String kustomization(Environment environment) {
        return environment.key() + "/kustomization.yaml";
    }

    /** Path to content. */
    static Map<String, String> files() {
        String overlay = Kustomization.initial().text();
        return Map.of(
                "base/README.md",
                README,
                "base/kustomization.yaml",
                BASE,
                kustomization(Environment.STAGING),
                overlay,
                kustomization(Environment.PRODUCTION),
                overlay);
    }
}
