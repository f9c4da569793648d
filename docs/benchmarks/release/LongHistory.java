import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Approval;
import dev.understudy.engine.release.ChangeKind;
import dev.understudy.engine.release.ChangeText;
import dev.understudy.engine.release.CommitIdentity;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.release.PointerChange;
import dev.understudy.engine.release.ReleaseHistory;
import dev.understudy.engine.release.RemoteAccess;
import dev.understudy.engine.release.RepositoryAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A config repository with many releases of one task, made by proposing and merging; and how long its history takes in this process.
 * A source file that is run on the jar's class path: {@code java -cp server-runtime.jar LongHistory.java FOLDER TASK N}.
 */
final class LongHistory {
    private static final int ROUNDS = 20;

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        TaskName task = new TaskName(arguments[1]);
        int releases = Integer.parseInt(arguments[2]);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-01-01T00:00:00Z"));
        CommitIdentity identity = new CommitIdentity("Understudy", "understudy@localhost");
        Path bare = folder.resolve("config.git");
        ConfigRepository local = ConfigRepository.local(bare, identity, now::get);
        long begin = System.nanoTime();
        String head = local.head();
        for (int i = 1; i <= releases; i++) {
            now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
            head = merged(local, task, Environment.PRODUCTION, i, head);
            if (i % 5 == 0) { // some of the other environment between them
                head = merged(local, task, Environment.STAGING, i / 5, head);
            }
        }
        System.out.printf(Locale.ROOT, "%d releases to production, made in %.0f s%n", releases, seconds(begin));
        measure("in the process, a folder", local, task, releases);
        ConfigRepository remote = ConfigRepository.remote(
                (RepositoryAddress.Remote) RepositoryAddress.of("file://" + bare, folder),
                RemoteAccess.anonymous(),
                folder.resolve("copies"),
                identity,
                now::get);
        measure("in the process, file:", remote, task, releases);
    }

    /** Proposes and merges as a release does, without reading the history before each. */
    private static String merged(
            ConfigRepository repository, TaskName task, Environment environment, int number, String base) {
        VersionName version = new VersionName("v" + number);
        PointerChange change = new PointerChange(
                ChangeKind.RELEASE,
                task,
                environment,
                new ModelPointer(
                        "file:///store/models/" + task + "/" + version,
                        version,
                        Digest.of(version.text().getBytes(StandardCharsets.UTF_8)),
                        number),
                new Approval.BySimulation("s-" + number),
                new ChangeText("Release " + task + " " + version + " to " + environment, "| metric | live |\n|---|---|"),
                base);
        return repository.propose(change).flatMap(repository::merge).orElseThrow();
    }

    private static void measure(String name, ConfigRepository repository, TaskName task, int releases) {
        Instant middle = Instant.parse("2025-01-01T00:30:00Z").plus(Duration.ofHours(releases / 2));
        double[] taken = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            ReleaseHistory history = repository.history(task, Environment.PRODUCTION);
            String live = history.liveAt(middle).orElseThrow().version().text();
            taken[i] = seconds(begin);
            if (history.releases().size() != releases || !live.equals("v" + releases / 2)) {
                throw new IllegalStateException(history.releases().size() + " releases, " + live + " in the middle");
            }
        }
        double first = taken[0];
        Arrays.sort(taken);
        System.out.printf(
                Locale.ROOT,
                "%-28s first %.3f s, then median %.3f s, longest %.3f s of %d%n",
                name,
                first,
                taken[ROUNDS / 2],
                taken[ROUNDS - 1],
                ROUNDS);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
