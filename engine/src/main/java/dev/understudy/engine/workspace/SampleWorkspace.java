package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.sample.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The workspace of the sample world: where it is, and how it is made. */
public final class SampleWorkspace {
    /** The task of the sample world. */
    public static final TaskName TASK = new TaskName("listing-scam");

    private static final String NAME = "understudy-sample";
    private static final String EVENTS = "sample";
    private static final String DATABASE = "data";

    private SampleWorkspace() {}

    /** Where it is unless the user names another place: in the home directory. */
    public static Path directory(Path home) {
        return home.resolve(NAME);
    }

    /**
     * Where it is unless the user names another place.
     *
     * @param environment the process's environment variables, which say where home is
     */
    public static Path directory(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return directory(Path.of(home.isBlank() ? System.getProperty("user.home") : home));
    }

    /** Whether there is a workspace in a directory, be it only begun. */
    public static boolean isMade(Path directory) {
        return Files.exists(directory.resolve(Settings.FILE));
    }

    /** The folder that its events are written to. */
    static Path events(Workspace workspace) {
        return workspace.directory().resolve(EVENTS);
    }

    /**
     * Opens it, or makes it where there is nothing yet. Other people's files and other workspaces are left alone.
     *
     * @param flags settings by path, as given on the command line
     * @param environment the process's environment variables
     * @throws UnderstudyException WORKSPACE_INVALID if the directory holds something else
     */
    public static Workspace prepare(Path directory, Map<String, String> flags, Map<String, String> environment) {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!isMade(absolute)) {
            make(absolute);
        }
        Workspace workspace = Workspace.open(absolute, flags, environment);
        if (!isOurs(workspace)) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    absolute + " is another workspace, with "
                            + workspace.tasks().stream()
                                    .map(TaskName::text)
                                    .collect(Collectors.joining(", ", "", " in it"))
                            + ", and not that of the sample world; choose an empty or a new directory");
        }
        try {
            Files.createDirectories(events(workspace));
        } catch (IOException e) {
            throw unavailable(absolute, e);
        }
        return workspace;
    }

    private static void make(Path directory) {
        try {
            Path folder = Files.createTempDirectory("understudy");
            Path task = folder.resolve(SampleFolder.TASK_FILE);
            try {
                Files.write(task, SampleFolder.taskFile());
                Workspace.init(directory, task);
            } finally {
                Files.deleteIfExists(task);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw unavailable(directory, e);
        }
    }

    /** Its own events lie in it, or it was only just made. */
    private static boolean isOurs(Workspace workspace) {
        boolean fresh = !Files.exists(workspace.directory().resolve(DATABASE));
        return workspace.tasks().contains(TASK) && (fresh || Files.isDirectory(events(workspace)));
    }

    private static UnderstudyException unavailable(Path directory, IOException e) {
        return new UnderstudyException(
                ErrorCode.FILE_UNAVAILABLE, "cannot write the workspace " + directory + ": " + e.getMessage(), e);
    }
}
