package dev.understudy.engine.fault;

import static dev.understudy.engine.world.World.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.snapshot.SnapshotBuilder;
import dev.understudy.engine.snapshot.SnapshotSpec;
import dev.understudy.engine.store.ObjectPath;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.workspace.SettingKey;
import dev.understudy.engine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults that are planted into a workspace as they would get there: by import, by a request, or behind everybody's back in
 * the database or the store. Each must be refused, or named, or have no effect. All of the study: {@code
 * -Dstudy.variants=100}.
 */
final class PlantedFaultsTest {
    private static final int VARIANTS = Integer.getInteger("study.variants", 12);

    @TempDir
    Path directory;

    private final Map<String, int[]> found = new TreeMap<>();

    private void count(String fault, boolean caught) {
        int[] count = found.computeIfAbsent(fault, fresh -> new int[2]);
        count[0] += caught ? 1 : 0;
        count[1]++;
    }

    private void tell() {
        found.forEach((fault, count) -> System.out.println(fault + ": " + count[0] + " of " + count[1]));
    }

    private void assertAllCaught() {
        tell();
        assertThat(found)
                .isNotEmpty()
                .allSatisfy((fault, count) -> assertThat(count[0]).as(fault).isEqualTo(count[1]));
    }

    private static Digest snapshot(World world, Instant asOf) {
        return new SnapshotBuilder(new JdbiTrafficReader(world.engine().database()))
                .build(new SnapshotSpec(world.task(), asOf, Optional.empty()), RunControl.UNWATCHED)
                .digest();
    }

    @Test
    void whatWasNotKnownYetDoesNotGetIntoTheSnapshot() throws IOException {
        SplittableRandom random = new SplittableRandom(31);
        try (World world = World.in(directory, TaskKind.BINARY)) {
            for (int variant = 0; variant < VARIANTS; variant++) {
                Instant asOf = day(15).plusSeconds(random.nextInt(35 * 86_400));
                Digest before = snapshot(world, asOf);
                String fault = smuggle(world, variant, asOf, random);

                count("known too late: " + fault, snapshot(world, asOf).equals(before));
                // the fault is there, or the variant would prove nothing
                assertThat(snapshot(world, day(150))).isNotEqualTo(before);
            }
            assertAllCaught();
        }
    }

    /** Imports a row that somebody might take for known at the as-of. */
    private String smuggle(World world, int variant, Instant asOf, SplittableRandom random) throws IOException {
        Duration before = Duration.ofSeconds(1 + random.nextInt(10 * 86_400));
        Duration after = Duration.ofSeconds(1 + random.nextInt(3 * 86_400));
        String id = "planted-" + variant;
        return switch (variant % 4) {
            case 0 -> {
                rows(world, id, asOf.minus(before), asOf.plus(after));
                yield "an outcome that became known after the as-of";
            }
            case 1 -> {
                // known in time, and not mature: a week has not passed
                Instant time = asOf.minus(Duration.ofSeconds(1 + random.nextInt(6 * 86_400)));
                rows(world, id, time, time.plusSeconds(1));
                yield "an outcome that is known and has not matured";
            }
            case 2 -> {
                rows(world, id, asOf.plus(after), asOf.minus(before));
                yield "an event after the as-of whose outcome claims to be older";
            }
            default -> {
                List<World.Event> known = world.events(new TimeWindow(day(0), asOf.minus(Duration.ofDays(8))));
                World.Event event = known.get(random.nextInt(known.size()));
                outcome(world, event.id(), event.outcome().equals("yes") ? "no" : "yes", asOf.plus(after));
                yield "a correction that became known after the as-of";
            }
        };
    }

    private void rows(World world, String id, Instant time, Instant known) throws IOException {
        Path file = Files.writeString(
                directory.resolve(id + ".csv"),
                "id,time,seller,size,age,colour,y,known\n"
                        + String.join(",", id, time.toString(), "seller-1", "9.5", "7", "red", "yes", known.toString())
                        + "\n");
        world.engine().intake().events(world.task(), file, RunControl.UNWATCHED);
    }

    private void outcome(World world, String id, String value, Instant known) throws IOException {
        Path file = Files.writeString(
                directory.resolve("outcome-" + id + "-" + known.getEpochSecond() + ".csv"),
                "id,y,known\n" + String.join(",", id, value, known.toString()) + "\n");
        world.engine().intake().outcomes(world.task(), file, RunControl.UNWATCHED);
    }

    @Test
    void whatWasTrainedOnTheWindowIsRefused() throws IOException {
        SplittableRandom random = new SplittableRandom(32);
        try (World world = World.in(directory, TaskKind.BINARY)) {
            VersionName live = world.train(12);
            for (int variant = 0; variant < VARIANTS; variant++) {
                int asOf = 20 + random.nextInt(30);
                VersionName candidate = world.train(asOf, "maxDepth=" + (3 + variant % 3));
                int kept = simulations(world);

                count("overlap: " + overlap(variant), refusesOverlap(world, live, candidate, asOf, variant, random));

                assertThat(simulations(world)).as("nothing is stored").isEqualTo(kept);
            }
            assertAllCaught();
        }
    }

    private static String overlap(int variant) {
        return switch (variant % 4) {
            case 0 -> "the window begins a moment before the candidate's as-of";
            case 1 -> "the candidate was trained on all of the window";
            case 2 -> "the live model that is replayed was trained on the window";
            default -> "the registry was altered to say an earlier as-of";
        };
    }

    private static boolean refusesOverlap(
            World world, VersionName live, VersionName candidate, int asOf, int variant, SplittableRandom random) {
        Instant from = day(asOf).minusSeconds(1 + random.nextInt(2 * 86_400));
        TimeWindow window = new TimeWindow(from, day(asOf + 5));
        return switch (variant % 4) {
            case 0 -> refuses(world, candidate, live, window, ErrorCode.WINDOW_OVERLAP);
            case 1 ->
                refuses(world, candidate, live, new TimeWindow(day(asOf - 6), day(asOf)), ErrorCode.WINDOW_OVERLAP);
            case 2 -> refuses(world, live, candidate, window, ErrorCode.WINDOW_OVERLAP);
            default -> {
                world.tamper("UPDATE model_version SET details = REPLACE(details, '" + day(asOf) + "', '" + day(10)
                        + "') WHERE version = '" + candidate + "'");
                yield refuses(world, candidate, live, window, ErrorCode.WINDOW_OVERLAP);
            }
        };
    }

    @Test
    void anArtifactThatLiesAboutItsAsOfIsRefused() throws IOException {
        try (World world = World.in(directory, TaskKind.BINARY)) {
            VersionName live = world.train(12);
            VersionName candidate = world.train(40);
            Path manifest = world.engine()
                    .workspace()
                    .path(SettingKey.STORE_DIRECTORY)
                    .resolve(ObjectPath.model(world.task().name(), candidate)
                            .child(ModelArtifact.MANIFEST)
                            .text());
            String honest = Files.readString(manifest);
            assertThat(honest).contains(day(40).toString());
            assertThat(manifest.toFile().setWritable(true)).isTrue();
            for (int variant = 0; variant < VARIANTS; variant++) {
                Instant claimed = day(15).plusSeconds(variant * 3_600L);
                Files.writeString(manifest, honest.replace(day(40).toString(), claimed.toString()));

                count(
                        "overlap: the manifest was altered to say an earlier as-of",
                        refuses(world, candidate, live, new TimeWindow(claimed, day(39)), ErrorCode.ARTIFACT_INVALID));
            }
            assertAllCaught();
        }
    }

    private static boolean refuses(
            World world, VersionName candidate, VersionName live, TimeWindow window, ErrorCode code) {
        try {
            world.simulate(candidate, new LiveChoice.Named(live), window);
            return false;
        } catch (UnderstudyException e) {
            return e.code() == code;
        }
    }

    private static int simulations(World world) {
        return world.engine().simulations().simulations(world.task().name()).size();
    }

    @Test
    void aLogThatTheLiveModelDoesNotReproduceCarriesNoVerdict() {
        SplittableRandom random = new SplittableRandom(33);
        try (World world = World.in(directory, TaskKind.BINARY)) {
            VersionName live = world.train(12);
            VersionName candidate = world.train(13);
            TimeWindow window = World.days(14, 59);
            long logged = world.backfill(live, window);
            assertThat(sound(world, candidate, live, window)).isTrue();
            List<World.Event> events = world.events(window);
            for (int variant = 0; variant < VARIANTS; variant++) {
                World.Event event = events.get(random.nextInt(events.size()));
                Alteration alteration = alter(world, event, variant, random);
                alteration.run(world);

                boolean sound = sound(world, candidate, live, window);

                if (variant % 5 != 4) {
                    count("log: " + alteration.name(), !sound);
                } else if (!sound) {
                    count("log: " + alteration.name(), true);
                } else {
                    // not to be seen by scoring again: the live model says the same of it
                    unseen++;
                }
                alteration.undo(world);
            }
            System.out.println(
                    "not asked for: one number of an event's input is another, and the score the same: not seen in "
                            + unseen + " of " + VARIANTS / 5);
            assertThat(logged).isEqualTo(events.size());
            assertThat(sound(world, candidate, live, window)).isTrue();
            assertAllCaught();
        }
    }

    private int unseen;

    private record Alteration(String name, String change, String back) {
        void run(World world) {
            assertThat(world.tamper(change)).isEqualTo(1);
        }

        void undo(World world) {
            assertThat(world.tamper(back)).isEqualTo(1);
        }
    }

    private static Alteration alter(World world, World.Event event, int variant, SplittableRandom random) {
        String where = " WHERE event_id = '" + event.id() + "'";
        return switch (variant % 5) {
            case 0 -> {
                double score = number(world, "SELECT score FROM prediction" + where);
                double next = score > 0.5 ? Math.nextDown(score) : Math.nextUp(score);
                yield new Alteration(
                        "one score differs in its last bit",
                        "UPDATE prediction SET score = " + next + where,
                        "UPDATE prediction SET score = " + score + where);
            }
            case 1 -> {
                double score = number(world, "SELECT score FROM prediction" + where);
                yield new Alteration(
                        "one score is another",
                        "UPDATE prediction SET score = " + (0.05 + 0.9 * random.nextDouble()) + where,
                        "UPDATE prediction SET score = " + score + where);
            }
            case 2 -> {
                String label = text(world, "SELECT label FROM prediction" + where);
                yield new Alteration(
                        "one label is another",
                        "UPDATE prediction SET label = '" + (label.equals("yes") ? "no" : "yes") + "'" + where,
                        "UPDATE prediction SET label = '" + label + "'" + where);
            }
            case 3 -> {
                String input = text(world, "SELECT raw_input FROM event" + where);
                double score = number(world, "SELECT score FROM prediction" + where);
                String other = text(
                        world,
                        "SELECT raw_input FROM event JOIN prediction ON prediction.event_id = event.event_id"
                                + " WHERE score <> " + score + " ORDER BY event.event_id OFFSET "
                                + random.nextInt(100) + " ROWS FETCH FIRST 1 ROW ONLY");
                yield new Alteration(
                        "one event's input is that of an event with another score",
                        "UPDATE event SET raw_input = '" + other + "'" + where,
                        "UPDATE event SET raw_input = '" + input + "'" + where);
            }
            default -> {
                String input = text(world, "SELECT raw_input FROM event" + where);
                String other = input.replaceAll("\"size\":[^,}]+", "\"size\":" + (random.nextInt(1_000) / 100.0));
                assertThat(other).isNotEqualTo(input);
                yield new Alteration(
                        "one number of an event's input is another",
                        "UPDATE event SET raw_input = '" + other + "'" + where,
                        "UPDATE event SET raw_input = '" + input + "'" + where);
            }
        };
    }

    private static double number(World world, String sql) {
        return world.engine()
                .database()
                .read(handle -> handle.createQuery(sql).mapTo(Double.class).one());
    }

    private static String text(World world, String sql) {
        return world.engine()
                .database()
                .read(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    /** Whether the log carries a verdict; the columnar copies are made anew, as {@code --rebuild-segments} does. */
    private static boolean sound(World world, VersionName candidate, VersionName live, TimeWindow window) {
        world.engine().segments().forget(world.task().name());
        StoredSimulation kept = world.simulate(candidate, new LiveChoice.Named(live), window);
        boolean parity =
                kept.report().parity().identical() == kept.report().parity().checked();
        assertThat(parity || kept.verdict() instanceof GateVerdict.Inconclusive).isTrue();
        return parity;
    }

    @Test
    void aLeakedColumnIsNamedBeforeItIsTrainedOn() throws IOException {
        List<LeakedWorld.Leak> leaks = Stream.of(LeakedWorld.Leak.values())
                .filter(leak -> leak != LeakedWorld.Leak.NOTHING && leak != LeakedWorld.Leak.LARGE_SELLERS_OUTCOMES)
                .toList();
        for (int variant = 0; variant < VARIANTS; variant++) {
            LeakedWorld.Leak leak = leaks.get(variant % leaks.size());
            LeakedWorld.Told told = LeakedWorld.train(directory.resolve("leak-" + variant), leak, 500 + variant);

            count("leaked column: " + leak.what(), told.named().contains(LeakedWorld.PLANTED));
            honest(told.named());
            assertThat(told.warned()).as("named while the training goes on").hasSameSizeAs(told.named());
        }
        System.out.println("leaked column: honest features named: " + honestNamed);
        tellWhatIsWeak();
        assertAllCaught();
    }

    private int honestNamed;

    /** What says so little that no figure betrays it is not found: told, and not asked for. */
    private void tellWhatIsWeak() throws IOException {
        int named = 0;
        int all = Math.max(1, VARIANTS / 5);
        for (int variant = 0; variant < all; variant++) {
            named += LeakedWorld.train(
                                    directory.resolve("weak-" + variant),
                                    LeakedWorld.Leak.LARGE_SELLERS_OUTCOMES,
                                    700 + variant)
                            .named()
                            .contains(LeakedWorld.PLANTED)
                    ? 1
                    : 0;
        }
        System.out.println(
                "not asked for: " + LeakedWorld.Leak.LARGE_SELLERS_OUTCOMES.what() + ": " + named + " of " + all);
    }

    private void honest(List<String> named) {
        honestNamed += (int)
                named.stream().filter(name -> !name.equals(LeakedWorld.PLANTED)).count();
    }

    @Test
    void aSuspectWarnsInTheVerdictAndDecidesNothing() throws IOException {
        GateVerdict verdict = LeakedWorld.verdict(directory, LeakedWorld.Leak.NOISY_COPY, 1);

        assertThat(verdict).isInstanceOf(GateVerdict.Approved.class);
        assertThat(verdict.checks())
                .filteredOn(check -> check.check().equals("leak planted"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.passed()).isTrue();
                    assertThat(check.detail()).startsWith("warning: this may be a leak: planted alone predicts");
                });
    }

    @Test
    void withoutALeakNothingIsNamed() throws IOException {
        for (int variant = 0; variant < VARIANTS; variant++) {
            LeakedWorld.Told told =
                    LeakedWorld.train(directory.resolve("none-" + variant), LeakedWorld.Leak.NOTHING, 900 + variant);

            count("no leak: nothing is named", told.named().isEmpty());
        }
        assertAllCaught();
    }
}
