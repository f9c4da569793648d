package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A program of this machine; a test that needs one that is missing is skipped. */
final class CommandLine {
    private final Path directory;

    CommandLine(Path directory) {
        this.directory = directory;
    }

    /** The lines that the program printed; it must end well, and complain of nothing. */
    List<String> run(String... command) throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("complaints", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectError(complaints.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", directory.toString());
        Process process = started(builder);
        List<String> lines = new ArrayList<>(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
        assertThat(process.waitFor()).as(Files.readString(complaints)).isZero();
        assertThat(complaints).isEmptyFile();
        Files.delete(complaints);
        return lines;
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            return Assumptions.abort(builder.command().getFirst() + " is not installed");
        }
    }
}
