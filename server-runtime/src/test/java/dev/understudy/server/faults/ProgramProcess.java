package dev.understudy.server.faults;

import dev.understudy.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real program as a process of its own, which can be killed, paused and ended. */
final class ProgramProcess implements AutoCloseable {
    private static final Duration UP = Duration.ofSeconds(60);

    private final Process process;
    private final Path err;

    private ProgramProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /** What can be set of a start. */
    static final class Start {
        private final ReleasedWorkspace.Place place;
        private final List<String> machine = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        private String main = Main.class.getName();
        private Path err;

        private Start(ReleasedWorkspace.Place place) {
            this.place = place;
            this.err = place.directory().resolve("stderr.log");
        }

        /** A further option of the JVM. */
        Start machine(String option) {
            machine.add(option);
            return this;
        }

        /** Another class's {@code main}. */
        Start main(Class<?> type) {
            this.main = type.getName();
            return this;
        }

        /** Where standard error goes; each start goes on at its end. */
        Start err(Path file) {
            this.err = file;
            return this;
        }

        /** Starts it with arguments; the workspace is added to them. */
        ProgramProcess run(String... arguments) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(machine);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
            command.addAll(List.of(arguments));
            command.addAll(List.of("--workspace", place.directory().toString(), "--output", "json"));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(place.environment());
            builder.redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
            try {
                return new ProgramProcess(builder.start(), err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Start at(ReleasedWorkspace.Place place) {
        return new Start(place);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The address that {@code serve} prints once it listens; waited for until it is ready too. */
    String address() {
        String address = document().path("address").asString();
        Deadline.await(UP, () -> "not ready at " + address + "; " + err(), () -> isReady(address));
        return address;
    }

    /** The one document that a command prints. */
    JsonNode document() {
        StringBuilder text = new StringBuilder();
        try {
            BufferedReader out = process.inputReader();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!text.isEmpty() || line.startsWith("{")) { // a flight recorder greets on standard output
                    text.append(line);
                }
                if (line.equals("}")) {
                    return JsonMapper.shared().readTree(text.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("it ended after printing: " + text + err());
    }

    /** The next line that it prints, waited for; empty at the end. */
    String line() {
        try {
            String line = process.inputReader().readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until it prints a line. */
    void awaitLine(String awaited) {
        String line = line();
        while (!line.equals(awaited)) {
            if (line.isEmpty()) {
                throw new AssertionError("it ended without saying " + awaited + "; " + err());
            }
            line = line();
        }
    }

    /** Its exit code, waited for. */
    int exit(Duration most) {
        Deadline.await(most, () -> "it goes on; " + err(), () -> !process.isAlive());
        return process.exitValue();
    }

    /** Whether the server wants to be asked. */
    static boolean isReady(String address) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(address + "/v2/health/ready"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it said on standard error. */
    String err() {
        try {
            return Files.exists(err) ? Files.readString(err) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it without warning (SIGKILL). */
    void kill() {
        process.toHandle().destroyForcibly(); // unlike the process's own, this leaves what was printed readable
        process.onExit().join();
    }

    /** Asks it to end (SIGTERM), and waits until it has. */
    int terminate() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("it goes on after SIGTERM; " + err());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** Has it stand still (SIGSTOP). */
    void pause() {
        signal("STOP");
    }

    /** Has it go on (SIGCONT). */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new AssertionError("kill -" + name + " " + pid() + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
