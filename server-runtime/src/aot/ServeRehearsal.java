import dev.understudy.server.command.CommandLineProgram;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the ahead-of-time cache of {@code server-runtime.jar}: serves a small workspace with the real jar, calls it as
 * callers do, ends it, and lets Java keep what it had loaded and learnt. Then starts it once more with that cache, and fails
 * unless Java takes it. Run by the build in the package phase, as a source file on the jar's class path.
 *
 * <p>Arguments: the jar, the folder of the sample listings, and the home of the Java that is to use the cache if that is
 * another one than runs this.
 */
final class ServeRehearsal {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String TASK = "listing-scam";
    private static final Pattern GIT = Pattern.compile("org\\.eclipse\\.jgit.*\\.jar");
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    private static final int CALLERS = 8;
    private static final int CALLS_EACH = 60;

    private final Path jar;
    private final Path workspace;
    private final Path javaHome;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private ServeRehearsal(Path jar, Path workspace, Path javaHome) {
        this.jar = jar;
        this.workspace = workspace;
        this.javaHome = javaHome;
    }

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        Path listings = Path.of(arguments[1]);
        if (System.getProperty("os.name").startsWith("Windows")) {
            System.out.println("no cache is made here: Windows ends a process without letting it come to an end");
            return;
        }
        Path folder = Files.createTempDirectory("understudy-rehearsal");
        try {
            Path home = Path.of(arguments.length > 2 ? arguments[2] : System.getProperty("java.home"));
            new ServeRehearsal(jar, folder.resolve("workspace"), home).run(listings);
        } finally {
            delete(folder);
        }
    }

    private void run(Path listings) throws Exception {
        Path cache = jar.resolveSibling("server-runtime.aot");
        Path made = jar.resolveSibling("server-runtime.aot.part");
        Files.deleteIfExists(cache);
        Files.deleteIfExists(made);
        unsign(jar.resolveSibling("lib"));
        prepare(listings);
        long begin = System.nanoTime();
        serve(List.of("-XX:AOTCacheOutput=" + made), List.of("--with-worker"), this::callAsCallersDo);
        if (!Files.exists(made)) {
            throw new IllegalStateException("Java ended without making " + made);
        }
        double took = seconds(begin);
        // with AOTMode=on Java refuses to start where it cannot use the cache
        double ready = serve(List.of("-XX:AOTCache=" + made, "-XX:AOTMode=on"), List.of(), address -> {});
        Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
        System.out.printf(
                "%s: %d MiB, made in %.1f s; with it a start took %.2f s until it listened%n",
                cache.getFileName(), Files.size(cache) >> 20, took, ready);
    }

    /**
     * Takes the signatures out of git's library: Java keeps no class of a signed jar, and checks its signature at each start,
     * which together is a fifth of a start's processor time. What is in the jars otherwise stays as it is. Other signed ones
     * are not loaded at a start, and some Javas ask a provider of cryptography for its signature.
     */
    private static void unsign(Path libraries) throws IOException {
        List<Path> jars;
        try (Stream<Path> found = Files.list(libraries)) {
            jars = found.filter(file -> GIT.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
        for (Path library : jars) {
            List<String> signatures;
            try (ZipFile zip = new ZipFile(library.toFile())) {
                signatures = zip.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> SIGNATURE.matcher(name).matches())
                        .toList();
            }
            if (!signatures.isEmpty()) {
                try (FileSystem files = FileSystems.newFileSystem(library)) {
                    for (String name : signatures) {
                        Files.delete(files.getPath(name));
                    }
                }
                System.out.println(library.getFileName() + ": without its signature");
            }
        }
    }

    /** A workspace with a model in production. */
    private void prepare(Path listings) {
        command("init", workspace.toString(), "--task", listings.resolve("task.yaml").toString());
        onWorkspace("import", "--file", listings.resolve("events.csv.gz").toString());
        onWorkspace("train", "--as-of", "2025-02-15");
        onWorkspace("release", "--version", "v1", "--environment", "staging", "--overrule", "rehearsal");
        onWorkspace("release", "--version", "v1", "--environment", "production", "--overrule", "rehearsal");
    }

    private void onWorkspace(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of(verb, "--workspace", workspace.toString(), "--task", TASK));
        all.addAll(List.of(arguments));
        command(all.toArray(String[]::new));
    }

    private static void command(String... arguments) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        int exit = new CommandLineProgram(stream, stream, Map.of("CI", "true"), InstantSource.system()).run(arguments);
        if (exit != 0) {
            throw new IllegalStateException(
                    String.join(" ", arguments) + " ended with " + exit + ": " + told.toString(StandardCharsets.UTF_8));
        }
    }

    private interface Calls {
        void on(String address) throws Exception;
    }

    /** Starts the jar, calls it, and ends it; gives the seconds until it listened with its models loaded. */
    private double serve(List<String> options, List<String> flags, Calls calls) throws Exception {
        Path told = workspace.resolveSibling("stderr.txt");
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString(), "serve", "--workspace", workspace.toString()));
        command.addAll(List.of("--port", "0", "--output", "json", "--setting", "serve.drain=PT0S"));
        command.addAll(flags);
        long begin = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(told.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MODEL_") || name.startsWith("UNDERSTUDY_"));
        Process process = builder.start();
        try {
            BufferedReader out = process.inputReader();
            String address = address(out, told);
            double listening = seconds(begin);
            expect(200, get(address + "/v2/health/ready"));
            calls.on(address);
            process.toHandle().destroy();
            Thread.ofVirtual().start(() -> out.lines().forEach(line -> {})); // what Java says of the cache at its end
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 143) {
                throw new IllegalStateException("serve did not end by SIGTERM: " + Files.readString(told));
            }
            return listening;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String address(BufferedReader out, Path told) throws IOException {
        StringBuilder document = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (document.isEmpty() && !line.startsWith("{")) {
                continue; // Java's own
            }
            document.append(line);
            if (line.equals("}")) {
                return JsonMapper.shared().readTree(document.toString()).path("address").asString();
            }
        }
        throw new IllegalStateException("serve ended before it listened: " + document + Files.readString(told));
    }

    private void callAsCallersDo(String address) throws Exception {
        String task = address + "/v1/tasks/" + TASK;
        List<Callable<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String name = "caller-" + caller + "-";
            callers.add(() -> {
                for (int i = 0; i < CALLS_EACH; i++) {
                    expect(200, post(task + "/predictions", event(name + i)));
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<Void> done : threads.invokeAll(callers)) {
                done.get();
            }
        }
        expect(200, post(task + "/predictions", "{\"events\": [" + event("a") + "," + event("b") + "]}"));
        expect(422, post(task + "/predictions", "{\"id\": \"c\", \"time\": \"2025-05-02\", \"input\": {\"price\": \"x\"}}"));
        expect(400, post(task + "/predictions", "{"));
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < CALLS_EACH; i++) {
            HttpResponse<String> taken = post(task + "/jobs", event("job-" + i));
            expect(202, taken);
            jobs.add(JsonMapper.shared().readTree(taken.body()).path("id").asString());
        }
        for (String job : jobs) {
            awaitDone(address + "/v1/jobs/" + job);
        }
        expect(200, get(task + "/predictions/a"));
        expect(404, get(task + "/predictions/none"));
        expect(200, post(task + "/outcomes", "{\"outcomes\": [{\"id\": \"a\", \"outcome\": \"no\"}]}"));
        expect(200, get(task + "/model"));
        expect(200, get(address + "/v2/health/live"));
        expect(200, get(address + "/metrics"));
    }

    private void awaitDone(String job) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String state = "";
        while (!state.equals("succeeded")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(job + " is " + state + " after " + PATIENCE);
            }
            HttpResponse<String> told = get(job);
            expect(200, told);
            state = JsonMapper.shared().readTree(told.body()).path("state").asString();
        }
    }

    private static String event(String id) {
        return "{\"id\": \"" + id + "\", \"time\": \"2025-05-02T10:15:00Z\", \"input\": {\"seller\": \"s25\", \"price\": 1092,"
                + " \"size_m2\": \"61.5\", \"account_age_days\": 708, \"city\": \"Delft\", \"contact\": null}}";
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private HttpResponse<String> post(String address, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(
                    answer.uri() + ": expected " + status + ", and got " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
