import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs an image's entry point as a pod would: on the layers as its root, which it cannot write, as the image's user, without
 * further groups, with no variable but the image's and the pod's. Folders that a pod mounts are put over the root. Needs
 * root, and Linux.
 */
final class ContainedProgram {
    private static final String ENTER =
            """
            mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"
            for folder in tmp var/cache/understudy workspace/data; do
              mount --bind "$1/$folder" "$0/$folder"
            done
            mount --bind "$1/models" "$0/etc/understudy/models"
            mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc"
            user=$2 root=$0
            shift 2
            exec chroot --userspec="$user" --groups="${user#*:}" "$root" "$@"
            """;

    private final Path root;
    private final Path mounted;
    private final JsonNode config;
    private final Map<String, String> further;
    private final Path errors;

    /**
     * An image that was laid out.
     *
     * @param root its layers, and the empty folders to mount on
     * @param mounted what is mounted, by the same names
     * @param config the image's
     * @param further variables that the pod has besides
     */
    ContainedProgram(Path root, Path mounted, JsonNode config, Map<String, String> further) {
        this.root = root;
        this.mounted = mounted;
        this.config = config;
        this.further = further;
        this.errors = mounted.resolve("stderr.txt");
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "sh", "-eu", "-c", ENTER, root.toString(), mounted.toString()));
        command.add(config.path("User").asString());
        config.path("Entrypoint").forEach(part -> command.add(part.asString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/opt/java/openjdk/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        config.path("Env").forEach(variable -> {
            String[] pair = variable.asString().split("=", 2);
            builder.environment().put(pair[0], pair[1]);
        });
        builder.environment().putAll(further);
        return builder.start();
    }

    /** Runs it to its end, which must be a good one, and gives what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(List.of(arguments));
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        Processes.expect(
                exit == 0, String.join(" ", arguments) + " ended with " + exit + ": " + Files.readString(errors) + out);
        return out;
    }

    /** Runs it to its end, which must be a bad one. */
    void refuse(String... arguments) throws IOException, InterruptedException {
        Process process = start(List.of(arguments));
        process.getInputStream().readAllBytes();
        Processes.expect(process.waitFor() != 0, String.join(" ", arguments) + " was not refused");
    }

    /** Something that listens until it is ended. */
    record Serving(Process process, BufferedReader out, String address, double seconds) {
        /** Sends SIGTERM, which it must heed. */
        void end() throws IOException, InterruptedException {
            process.toHandle().destroy();
            Thread.ofVirtual().start(() -> out.lines().forEach(line -> {}));
            Processes.expect(process.waitFor(60, TimeUnit.SECONDS), "it goes on after SIGTERM");
            Processes.expect(process.exitValue() == 143, "it ended with " + process.exitValue() + " after SIGTERM");
        }
    }

    /** Starts a command that prints its address as JSON once it listens. */
    Serving serve(String... arguments) throws IOException {
        long begin = System.nanoTime();
        Process process = start(List.of(arguments));
        BufferedReader out = process.inputReader();
        StringBuilder document = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            document.append(line);
            if (line.equals("}")) {
                String address = JsonMapper.shared()
                        .readTree(document.toString())
                        .path("address")
                        .asString();
                return new Serving(process, out, address, (System.nanoTime() - begin) / 1e9);
            }
        }
        throw new IllegalStateException("it ended before it listened: " + document + Files.readString(errors));
    }

    /** What it said last. */
    String errors() throws IOException {
        return Files.readString(errors);
    }
}
