package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.RepositoryAddress;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TaskFile;
import dev.understudy.engine.training.TrainingSpecs;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A workspace directory: its settings, its tasks, and where its embedded parts live. */
public final class Workspace {
    private static final String TASKS = "tasks";
    private static final String SUFFIX = ".yaml";
    private static final String FRESH = """
            # Settings of this Understudy workspace. Each can be overridden by an environment variable or a flag;
            # `understudy settings` shows every value with its origin.
            apiVersion: understudy/v1
            database:
              kind: h2            # embedded; or postgresql, with host, port, name, user and passwordFile
            store:
              directory: store    # model artifacts
            release:
              repository: config.git   # git repository that says what is live: a folder or an address
            """;

    private final Path directory;
    private final Settings settings;

    private Workspace(Path directory, Settings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * Opens a workspace; no database is touched yet.
     *
     * @param flags settings by path, as given on the command line
     * @param environment the process's environment variables
     * @throws UnderstudyException WORKSPACE_INVALID if the directory is none
     */
    public static Workspace open(Path directory, Map<String, String> flags, Map<String, String> environment) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new Workspace(absolute, Settings.read(absolute, flags, environment));
    }

    /**
     * Makes a workspace, or adds a task to one that is there. A task that is there with the same content is no error.
     *
     * @throws UnderstudyException TASK_FILE_INVALID if the task file breaks a rule; then nothing is made
     */
    public static TaskName init(Path directory, Path taskFile) {
        TaskDefinition task = TaskFile.read(taskFile);
        refuseUntrainable(taskFile, task);
        Path absolute = directory.toAbsolutePath().normalize();
        Path target = absolute.resolve(TASKS).resolve(task.name() + SUFFIX);
        try {
            refuseForeign(absolute);
            byte[] content = Files.readAllBytes(taskFile);
            if (Files.exists(target) && !Arrays.equals(Files.readAllBytes(target), content)) {
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        "the workspace has another task " + task.name() + " already; change " + target
                                + " by hand if it is to change");
            }
            Files.createDirectories(target.getParent());
            writeFresh(absolute.resolve(Settings.FILE));
            Files.write(target, content);
            return task.name();
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.FILE_UNAVAILABLE, "cannot write the workspace " + absolute + ": " + e.getMessage(), e);
        }
    }

    /** A directory with other people's files in it is no place for a workspace. */
    private static void refuseForeign(Path directory) throws IOException {
        if (!Files.exists(directory) || Files.exists(directory.resolve(Settings.FILE))) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        directory + " is neither empty nor a workspace; choose an empty or a new directory");
            }
        }
    }

    private static void writeFresh(Path file) throws IOException {
        try {
            Files.writeString(file, FRESH, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // the workspace is there: its settings are the user's
            return;
        }
    }

    /** The directory, absolute. */
    public Path directory() {
        return directory;
    }

    /** The settings. */
    public Settings settings() {
        return settings;
    }

    /** The path that a setting says, relative to the workspace. */
    public Path path(SettingKey key) {
        return directory.resolve(settings.value(key)).normalize();
    }

    /** Where the config repository is, by the setting. */
    public RepositoryAddress repository() {
        return RepositoryAddress.of(settings.value(SettingKey.RELEASE_REPOSITORY), directory);
    }

    /** The names of the tasks, sorted. */
    public List<TaskName> tasks() {
        Path folder = directory.resolve(TASKS);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(Workspace::taskOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** What cannot be trained is told at once, and not after an import. */
    private static void refuseUntrainable(Path taskFile, TaskDefinition task) {
        try {
            TrainingSpecs.of(task.training(), task.kind());
        } catch (UnderstudyException e) {
            throw new UnderstudyException(e.code(), taskFile.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static TaskName taskOf(String file) {
        try {
            return new TaskName(file.substring(0, file.length() - SUFFIX.length()));
        } catch (UnderstudyException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    TASKS + "/" + file + " is not named after a task: " + e.getMessage(),
                    e);
        }
    }

    /**
     * A task's definition, read and checked anew.
     *
     * @throws UnderstudyException UNKNOWN_TASK or TASK_FILE_INVALID
     */
    public TaskDefinition task(TaskName name) {
        Path file = directory.resolve(TASKS).resolve(name + SUFFIX);
        if (!Files.exists(file)) {
            throw new UnderstudyException(
                    ErrorCode.UNKNOWN_TASK,
                    "the workspace has no task " + name + "; it has "
                            + tasks().stream()
                                    .map(TaskName::text)
                                    .reduce((a, b) -> a + ", " + b)
                                    .orElse("none"));
        }
        TaskDefinition task = TaskFile.read(file);
        if (!task.name().equals(name)) {
            throw new UnderstudyException(
                    ErrorCode.TASK_FILE_INVALID,
                    file.getFileName() + ": the file's name and its task differ: expected task: " + name
                            + ", and found " + task.name());
        }
        return task;
    }
}
