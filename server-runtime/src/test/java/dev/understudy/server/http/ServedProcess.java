package dev.understudy.server.http;

import dev.understudy.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code serve}, or another command that listens, as a process of its own on a free port. */
final class ServedProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final JsonNode document;

    private ServedProcess(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader();
        this.document = document(out);
    }

    static ServedProcess start(Path workspace, Path log, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(more));
        return start(arguments, workspace, log);
    }

    /** Starts a command; workspace, port and output are added to its arguments. */
    static ServedProcess start(List<String> arguments, Path workspace, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        command.addAll(List.of("--workspace", workspace.toString(), "--port", "0", "--output", "json"));
        return new ServedProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start());
    }

    /** The one document that the command prints once it listens. */
    private static JsonNode document(BufferedReader out) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            text.append(line);
            if (line.equals("}")) {
                return JsonMapper.shared().readTree(text.toString());
            }
        }
        throw new AssertionError("it ended after printing: " + text);
    }

    int port() {
        return document.path("port").asInt();
    }

    String address() {
        return document.path("address").asString();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy(); // unlike the process's own, this leaves its output readable
    }

    /** The exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end within a minute");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
    }
}
