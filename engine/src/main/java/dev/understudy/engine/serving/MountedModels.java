package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.release.PointerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is mounted: a folder for each task, which has either a file for each key of the pointer, as a ConfigMap of
 * kustomize's {@code envs} gives, or the one file {@code <task>.env}. A mounted ConfigMap is replaced by turning the
 * link {@code ..data}, so that all of one reading comes from what the link points to at its beginning; files without
 * such a link are read until two readings are the same.
 *
 * @param directory has the tasks' folders
 */
public record MountedModels(Path directory) implements ReleasedModels {
    /** Where pods have them. */
    public static final Path STANDARD = Path.of("/etc/understudy/models");

    private static final String TURNED = "..data";
    private static final int READINGS = 5;
    private static final int LONGEST = 8_192;

    @Override
    public Optional<ModelPointer> pointer(TaskName task) {
        Path folder = directory.resolve(task.text());
        if (!Files.isDirectory(directory)) {
            throw unavailable(task, "the folder with what is mounted is not there");
        }
        try {
            Map<String, String> before = files(folder);
            for (int reading = 1; reading < READINGS; reading++) {
                Map<String, String> now = files(folder);
                if (now.equals(before)) {
                    return now.isEmpty() ? Optional.empty() : Optional.of(pointer(task, now));
                }
                before = now;
            }
            throw unavailable(task, "it changes faster than it can be read");
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_UNAVAILABLE,
                    "could not read what is mounted for " + task + ": "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    /** Name to content; none where there is no folder. */
    private static Map<String, String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Path turned = folder.resolve(TURNED);
        Path real = Files.exists(turned) ? turned.toRealPath() : folder.toRealPath();
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> entries = Files.list(real)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!name.startsWith("..")) { // what Kubernetes keeps beside the files
                    contents.put(name, text(entry));
                }
            }
        }
        return contents;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8);
        }
    }

    private static ModelPointer pointer(TaskName task, Map<String, String> files) {
        String one = task + ".env";
        try {
            if (files.size() == 1 && files.containsKey(one)) {
                return PointerFile.read(files.getOrDefault(one, ""));
            }
            Map<String, String> values = new TreeMap<>();
            for (Map.Entry<String, String> file : files.entrySet()) {
                if (file.getValue().length() > LONGEST) {
                    throw new UnderstudyException(
                            ErrorCode.REPOSITORY_INVALID,
                            Quoted.of(file.getKey()) + " has more than " + LONGEST + " characters");
                }
            }
            files.forEach((name, content) -> values.put(name, withoutNewline(content)));
            return PointerFile.ofValues(values);
        } catch (UnderstudyException e) {
            throw new UnderstudyException(
                    e.code(),
                    "what is mounted for " + task + " is neither " + one + " nor a file for each of " + PointerFile.KEYS
                            + ": " + e.getMessage(),
                    e);
        }
    }

    /** A ConfigMap's value has none; a file that somebody wrote has one. */
    private static String withoutNewline(String content) {
        return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    }

    private static UnderstudyException unavailable(TaskName task, String why) {
        return new UnderstudyException(
                ErrorCode.REPOSITORY_UNAVAILABLE, "could not read what is mounted for " + task + ": " + why);
    }

    @Override
    public String channel() {
        return "mounted";
    }

    @Override
    public String where() {
        return "in the mounted files";
    }
}
