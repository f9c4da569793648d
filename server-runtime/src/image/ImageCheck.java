import dev.understudy.server.command.CommandLineProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks an image in a tar: what it says of itself, what lies in its layers, and that the program in them runs as in a pod:
 * serves the model that is mounted, takes over the next one as the kubelet mounts it, refuses an earlier one, ends when it
 * is asked to, and retrains with a root and a workspace that it cannot write. Run by `.ci/image-test`, as a source
 * program on the class path of {@code server-runtime.jar}.
 *
 * <p>Arguments: the tar; {@code jib} or {@code docker}; the folder of the sample listings; and of a Jib image, whose base
 * is empty, a folder to lay beneath it that has Java under {@code /opt/java/openjdk} and the system's libraries.
 */
final class ImageCheck {
    private static final String TASK = "listing-scam";
    private static final String MODEL = "/v1/tasks/" + TASK + "/model";
    /** The options of the manifests' pods. */
    private static final String OPTIONS = "-XX:+UseSerialGC -XX:MaxRAMPercentage=40 -XX:MaxMetaspaceSize=128m"
            + " -XX:ReservedCodeCacheSize=64m -Xss512k -XX:+ExitOnOutOfMemoryError";

    private final ImageTar image;
    private final boolean jib;
    private final Path work;
    private final Path root;
    private final Path mounted;
    private final HttpClient client = HttpClient.newHttpClient();

    private ImageCheck(ImageTar image, boolean jib, Path work) {
        this.image = image;
        this.jib = jib;
        this.work = work;
        this.root = work.resolve("root");
        this.mounted = work.resolve("mounted");
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("understudy-image");
        try {
            boolean jib = arguments[1].equals("jib");
            ImageCheck check = new ImageCheck(ImageTar.unpack(Path.of(arguments[0]), work.resolve("tar")), jib, work);
            check.whatItSays();
            check.whatLiesInIt();
            if (!"root".equals(System.getProperty("user.name"))) {
                System.out.println("SKIPPED: running it, which needs root to enter the image as its user");
                return;
            }
            if (jib) {
                Processes.run("cp", "-a", arguments[3], check.root.toString());
            } else {
                Files.createDirectories(check.root);
            }
            check.image.layOut(check.root);
            check.run(Path.of(arguments[2]));
        } finally {
            delete(work);
        }
    }

    private JsonNode config() {
        return image.config().path("config");
    }

    private void whatItSays() {
        same("User", config().path("User").asString(), "10001:10001");
        same(
                "Entrypoint",
                config().path("Entrypoint").toString(),
                jib
                        ? "[\"java\",\"--enable-native-access=ALL-UNNAMED\",\"-cp\",\"@/app/jib-classpath-file\","
                                + "\"dev.understudy.server.Main\"]"
                        : "[\"/opt/java/runtime/bin/java\",\"-XX:AOTCache=/app/server-runtime.aot\",\"-Xlog:aot*=off\","
                                + "\"-Xlog:cds*=off\",\"-jar\",\"/app/server-runtime.jar\"]");
        Processes.expect(config().path("Cmd").isEmpty(), "it has a command of its own: " + config().path("Cmd"));
        Processes.expect(config().path("Env").toString().contains("\"HOME=/tmp\""), "HOME is not /tmp");
        same("ExposedPorts", config().path("ExposedPorts").toString(), "{\"8080/tcp\":{},\"8081/tcp\":{}}");
        JsonNode labels = config().path("Labels");
        same("licence", labels.path("org.opencontainers.image.licenses").asString(""), "GPL-3.0-or-later");
        Processes.expect(
                labels.path("org.opencontainers.image.version").asString("").matches("[0-9]+\\.[0-9]+\\..+"),
                "its version is no version: " + labels);
        if (jib) {
            same("created", image.config().path("created").asString(), "2026-01-01T00:00:00Z");
        } else {
            same("StopSignal", config().path("StopSignal").asString(""), "SIGTERM");
        }
    }

    /** In the order of how often they change; all of root's, for nobody else to write; nothing but the program. */
    private void whatLiesInIt() throws Exception {
        List<String> digests = new ArrayList<>();
        image.config().path("rootfs").path("diff_ids").forEach(digest -> digests.add(digest.asString()));
        same("layers", digests.size(), image.layers().size());
        List<Integer> with = new ArrayList<>();
        for (String name : jib
                ? List.of(
                        "app/libs/jackson-core-3",
                        "app/libs/engine-",
                        "app/classpath/server-runtime.jar",
                        "app/jib-classpath-file")
                : List.of(
                        "opt/java/runtime/lib/modules",
                        "app/lib/jackson-core-3",
                        "app/lib/engine-",
                        "app/server-runtime.jar")) {
            with.add(only(name));
        }
        same("the layers' order", with, with.stream().sorted().distinct().toList());
        for (int layer = 0; layer < digests.size(); layer++) {
            same("the digest of layer " + layer, image.digest(layer), digests.get(layer));
            for (Map.Entry<String, ImageTar.Entry> found : image.entries(layer).entrySet()) {
                ImageTar.Entry entry = found.getValue();
                if (!jib && layer < with.getFirst()) {
                    continue; // the base's own
                }
                same("the owner of " + found.getKey(), entry.owner(), "0/0");
                Processes.expect(
                        entry.mode().startsWith("l")
                                || entry.mode().matches("[-dh]r.[-x]r.[-x]r-[-x]")
                                        && entry.mode().charAt(5) != 'w',
                        found.getKey() + " may be written or run as another: " + entry.mode());
                if (jib) {
                    Processes.expect(found.getKey().startsWith("app/"), found.getKey() + " does not belong there");
                    Processes.expect(entry.time().startsWith("1970-01-01T00:00:0"), "the time of " + found);
                }
            }
        }
        if (!jib) {
            same("the cache lies with the jar", only("app/server-runtime.aot"), only("app/server-runtime.jar"));
        }
    }

    /** The one layer that has files of a name. */
    private int only(String name) {
        List<Integer> found = IntStream.range(0, image.layers().size())
                .filter(layer -> {
                    try {
                        return image.entries(layer).keySet().stream().anyMatch(path -> path.startsWith(name));
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .boxed()
                .toList();
        same("the layers with " + name, found.size(), 1);
        return found.getFirst();
    }

    private void run(Path listings) throws Exception {
        Path workspace = prepare(listings);
        String first = train(workspace, "v1", "42");
        String second = train(workspace, "v2", "99");
        inPlace(workspace);
        String version = program("").run("--version");
        Processes.expect(version.startsWith("understudy "), "--version says " + version);
        // with AOTMode=on Java refuses to start where it cannot use the cache, as with a module that it was made
        // without
        if (!jib) {
            program(OPTIONS + " -XX:AOTMode=on --add-modules=jdk.incubator.vector")
                    .refuse("--version");
        }
        ContainedProgram program = program(jib ? OPTIONS : OPTIONS + " -XX:AOTMode=on");
        mount(pointer("v1", first, 1));
        ContainedProgram.Serving serving = program.serve(
                "serve",
                "--workspace",
                "/workspace",
                "--port",
                "0",
                "--output",
                "json",
                "--setting",
                "serve.drain=PT0S");
        try {
            await(serving, "/v2/health/ready", 200, "");
            same("the version", model(serving).path("version").asString(), "v1");
            same("a prediction", predict(serving), 200);
            mount(pointer("v2", second, 2));
            await(serving, MODEL, 200, "\"version\":\"v2\"");
            same("a prediction", predict(serving), 200);
            mount(pointer("v1", first, 1));
            await(serving, MODEL, 200, "\"stale\":true"); // it has seen the lower counter, and goes on
            same(
                    "the version after a lower counter",
                    model(serving).path("version").asString(),
                    "v2");
            same("a prediction", predict(serving), 200);
        } finally {
            serving.end();
        }
        JsonNode retrained = JsonMapper.shared()
                .readTree(program("-XX:AOTMode=off --add-modules=jdk.incubator.vector")
                        .run(
                                "retrain",
                                "--workspace",
                                "/workspace",
                                "--task",
                                TASK,
                                "--as-of",
                                "2025-06-10",
                                "--release",
                                "staging",
                                "--any-verdict",
                                "--output",
                                "json"));
        same("the release", retrained.path("release").path("environment").asString(), "staging");
        System.out.printf(
                "%s: listened as %s after %.2f s, took over v2, refused v1, ended, retrained to %s%n",
                jib ? "jib" : "docker",
                config().path("User").asString(),
                serving.seconds(),
                retrained.path("version").asString());
    }

    private ContainedProgram program(String options) {
        Map<String, String> variables = new HashMap<>();
        if (!options.isEmpty()) {
            variables.put("JAVA_TOOL_OPTIONS", options);
        }
        variables.put("UNDERSTUDY_STORE_DIRECTORY", "/var/cache/understudy/store");
        variables.put("UNDERSTUDY_CACHE_DIRECTORY", "/var/cache/understudy");
        variables.put("UNDERSTUDY_SEGMENTS_DIRECTORY", "/var/cache/understudy/segments");
        variables.put("UNDERSTUDY_REPORTS_DIRECTORY", "/var/cache/understudy/reports");
        variables.put("UNDERSTUDY_RELEASE_REPOSITORY", "/var/cache/understudy/config.git");
        return new ContainedProgram(root, mounted, config(), variables);
    }

    /** A workspace whose database, store and repository are where the pod may write. */
    private Path prepare(Path listings) throws Exception {
        Path workspace = work.resolve("workspace");
        command(
                "init",
                workspace.toString(),
                "--task",
                listings.resolve("task.yaml").toString());
        command(
                "import",
                "--workspace",
                workspace.toString(),
                "--task",
                TASK,
                "--file",
                listings.resolve("events.csv.gz").toString());
        return workspace;
    }

    private static String train(Path workspace, String version, String seed) {
        JsonNode trained = JsonMapper.shared()
                .readTree(command(
                        "train",
                        "--workspace",
                        workspace.toString(),
                        "--task",
                        TASK,
                        "--as-of",
                        "2025-02-15",
                        "--set",
                        "seed=" + seed,
                        "--output",
                        "json"));
        same("the version", trained.path("version").asString(), version);
        return trained.path("digest").asString();
    }

    private void inPlace(Path workspace) throws Exception {
        for (String folder :
                List.of("dev", "proc", "tmp", "etc/understudy/models", "var/cache/understudy", "workspace")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (String folder : List.of("tmp", "models/" + TASK, "var/cache/understudy", "workspace")) {
            Files.createDirectories(mounted.resolve(folder));
        }
        Processes.run(
                "cp",
                "-a",
                workspace.resolve("understudy.yaml").toString(),
                workspace.resolve("tasks").toString(),
                root.resolve("workspace").toString());
        Files.createDirectory(root.resolve("workspace/data"));
        Files.move(workspace.resolve("data"), mounted.resolve("workspace/data"));
        Files.move(workspace.resolve("store"), mounted.resolve("var/cache/understudy/store"));
        Processes.run(
                "chown",
                "-R",
                "10001:10001",
                mounted.resolve("workspace/data").toString(),
                mounted.resolve("var/cache/understudy").toString(),
                mounted.resolve("tmp").toString());
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Map<String, String> pointer(String version, String digest, int release) {
        return Map.of(
                "MODEL_URI",
                "file:///var/cache/understudy/store/models/" + TASK + "/" + version,
                "MODEL_VERSION",
                version,
                "MODEL_DIGEST",
                digest,
                "MODEL_RELEASE",
                Integer.toString(release));
    }

    /** As the kubelet does: a new folder, then the link that leads to it is turned; files are links through it. */
    private void mount(Map<String, String> values) throws IOException {
        Path folder = mounted.resolve("models").resolve(TASK);
        Path fresh = Files.createTempDirectory(folder, "..2026_");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Map.Entry<String, String> value : values.entrySet()) {
            Files.writeString(fresh.resolve(value.getKey()), value.getValue());
        }
        Path data = folder.resolve("..data");
        Path before = Files.exists(data) ? data.toRealPath() : null;
        Path turned = folder.resolve("..data_tmp");
        Files.createSymbolicLink(turned, fresh.getFileName());
        Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE);
        for (String name : values.keySet()) {
            Path link = folder.resolve(name);
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, Path.of("..data", name));
            }
        }
        if (before != null) {
            delete(before);
        }
    }

    private JsonNode model(ContainedProgram.Serving serving) throws Exception {
        return JsonMapper.shared().readTree(get(serving, MODEL).body());
    }

    private HttpResponse<String> get(ContainedProgram.Serving serving, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(serving.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int predict(ContainedProgram.Serving serving) throws Exception {
        String event =
                "{\"id\":\"" + java.util.UUID.randomUUID() + "\",\"time\":\"2025-05-02\",\"input\":{\"price\":900}}";
        return client.send(
                        HttpRequest.newBuilder(URI.create(serving.address() + "/v1/tasks/" + TASK + "/predictions"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(event))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void await(ContainedProgram.Serving serving, String path, int status, String text) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        HttpResponse<String> answer = get(serving, path);
        while (answer.statusCode() != status || !answer.body().contains(text)) {
            Processes.expect(
                    System.nanoTime() < end,
                    path + " still says " + answer.statusCode() + " " + answer.body()
                            + program("").errors());
            Thread.sleep(50);
            answer = get(serving, path);
        }
    }

    private static String command(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new CommandLineProgram(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("CI", "true"),
                        InstantSource.system())
                .run(arguments);
        Processes.expect(exit == 0, String.join(" ", arguments) + " ended with " + exit + ": " + err);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void same(String what, Object found, Object expected) {
        Processes.expect(expected.equals(found), what + ": expected " + expected + ", and found " + found);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
