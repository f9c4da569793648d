package dev.understudy.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What `kubectl kustomize` makes of the manifests. */
final class BuiltManifests {
    private static final Path SOURCES = Path.of("kubernetes");

    private final Path folder;

    private BuiltManifests(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where nothing builds manifests, unless the build says that it must be there. */
    static void assumeCanBuild() {
        if (Boolean.getBoolean("understudy.kubectl")) {
            assertThat(canBuild())
                    .as("kubectl, which -Dunderstudy.kubectl=true asks for")
                    .isTrue();
        }
        Assumptions.assumeTrue(canBuild(), "there is no kubectl here, which builds the manifests");
    }

    private static boolean canBuild() {
        try {
            Process process = new ProcessBuilder("kubectl", "version", "--client")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A copy of the manifests in an empty folder, in one of the two shapes. */
    static BuiltManifests copy(Path into, String shape) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = into.resolve(SOURCES.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
        Path base = into.resolve("base/kustomization.yaml");
        Files.writeString(base, Files.readString(base).replace("  - pod\n", "  - " + shape + "\n"));
        return new BuiltManifests(into);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** The documents of an overlay. */
    List<JsonNode> build(String overlay) {
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", overlay)
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("kubectl kustomize failed: " + Files.readString(folder.resolve("errors")));
            }
            List<JsonNode> documents = new ArrayList<>();
            for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
                documents.add(JsonMapper.shared().valueToTree(document));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
