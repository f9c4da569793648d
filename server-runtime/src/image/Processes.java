import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Commands that must succeed. */
final class Processes {
    private Processes() {}

    /** Runs a command to its end, and gives what it printed. */
    static String run(String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("understudy-image", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            expect(process.waitFor() == 0, String.join(" ", command) + " failed: " + Files.readString(errors) + out);
            return out;
        } finally {
            Files.delete(errors);
        }
    }

    /** Ends the check where something does not hold. */
    static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
