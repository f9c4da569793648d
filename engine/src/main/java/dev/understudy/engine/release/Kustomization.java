package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an environment's {@code kustomization.yaml}. People edit it, so that only the one entry that a task needs
 * is put in, and every other character stays.
 *
 * @param text the file's content
 */
record Kustomization(String text) {
    private static final Pattern GENERATORS =
            Pattern.compile("^configMapGenerator:[ \\t]*(\\[[ \\t]*])?[ \\t]*(#.*)?\\r?$", Pattern.MULTILINE);
    private static final Pattern OTHER_FORM =
            Pattern.compile("^[\"']?configMapGenerator[\"']?\\s*:", Pattern.MULTILINE);
    private static final Pattern FIRST_ITEM = Pattern.compile("\\A(?:[ \\t]*(?:#.*)?\\r?\\n)*([ \\t]*)- ");

    /** What a new environment begins with. */
    static Kustomization initial() {
        return new Kustomization("""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - ../base
                """);
    }

    /** The name of the ConfigMap, before kustomize adds the hash of its content. */
    static String configMap(TaskName task) {
        return "understudy-model-" + task;
    }

    /**
     * The file with an entry that makes a ConfigMap of the task's pointer; itself where it has one.
     *
     * @throws UnderstudyException with {@link ErrorCode#REPOSITORY_INVALID} if the generators are in a form that
     *     nothing can be put into
     */
    Kustomization with(TaskName task) {
        String file = "models/" + task + ".env";
        Pattern present =
                Pattern.compile("^[^#\\n]*(?<![\\w.-])" + Pattern.quote(file) + "(?![\\w.-])", Pattern.MULTILINE);
        if (present.matcher(text).find()) {
            return this;
        }
        Matcher generators = GENERATORS.matcher(text);
        if (generators.find()) {
            String rest = text.substring(generators.end());
            return new Kustomization(text.substring(0, generators.start()) + "configMapGenerator:\n"
                    + entry(task, file, indentation(rest)) + rest.replaceFirst("\\A\\r?\\n", ""));
        }
        if (OTHER_FORM.matcher(text).find()) {
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_INVALID,
                    "kustomization.yaml has its configMapGenerator in a form that " + file
                            + " cannot be added to: write it as a list with one entry a line");
        }
        String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return new Kustomization(text + separator + "configMapGenerator:\n" + entry(task, file, "  "));
    }

    private static String indentation(String rest) {
        Matcher item = FIRST_ITEM.matcher(rest.replaceFirst("\\A\\r?\\n", ""));
        return item.find() ? item.group(1) : "  ";
    }

    /** By {@code envs}, each line of the file becomes a key of the ConfigMap, and so a file where it is mounted. */
    private static String entry(TaskName task, String file, String indentation) {
        return """
                - name: %s
                  envs:
                    - %s
                """.formatted(configMap(task), file).indent(indentation.length());
    }
}
