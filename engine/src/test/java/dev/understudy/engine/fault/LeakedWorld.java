package dev.understudy.engine.fault;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.leak.LeakSuspect;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** A workspace whose task has honest features, and one that knows the outcome. */
final class LeakedWorld {
    /** The column that knows. */
    static final String PLANTED = "planted";

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TaskName TASK = new TaskName("leaked");
    private static final int DAYS = 75;
    private static final int EVENTS_A_DAY = 24;
    private static final int SELLERS = 1_500;
    private static final int LARGE_SELLERS = 300;

    private LeakedWorld() {}

    /** What the planted column says. */
    enum Leak {
        COPY("the outcome itself"),
        OTHER_WORDS("the outcome in other words"),
        NOISY_COPY("the outcome, wrong in 2 to 10 %"),
        NOISY_NUMBER("a number around the outcome"),
        FILLED_IF_POSITIVE("filled in for positive outcomes alone, for 60 to 100 % of them"),
        EMPTIED_IF_POSITIVE("taken away from positive outcomes, from 60 to 100 % of them"),
        WRITTEN_WITH_THE_OUTCOME("honest, and missing until the outcome comes"),
        TIME_TO_OUTCOME("how long the outcome took, which differs by outcome"),
        SELLERS_OUTCOMES("the seller's share of positive outcomes, this and later ones among them"),
        ONE_HOT("whether the outcome is one of three classes"),
        COPIED_NUMBER("the number that is to be predicted, with an error of 2 to 10 %"),
        /** The same of sellers with many events each, where it says little of any of them. */
        LARGE_SELLERS_OUTCOMES("the same of sellers with six events each"),
        /** No leak at all: to count false alarms. */
        NOTHING("nothing");

        private final String what;

        Leak(String what) {
            this.what = what;
        }

        String what() {
            return what;
        }

        private String kind() {
            return switch (this) {
                case ONE_HOT -> "multiclass";
                case COPIED_NUMBER -> "regression";
                default -> "binary";
            };
        }

        private String type() {
            return switch (this) {
                case OTHER_WORDS, COPY, ONE_HOT -> "categorical";
                default -> "numeric";
            };
        }
    }

    /**
     * What the training said.
     *
     * @param named the features that the version's facts name
     * @param warned the sentences that were told before the training
     */
    record Told(List<String> named, List<String> warned) {}

    private record Row(Instant time, int seller, double size, int age, String colour, double signal, double draw) {
        boolean positive() {
            return draw < 1 / (1 + Math.exp(-signal));
        }

        String outcome(Leak leak) {
            return switch (leak.kind()) {
                case "multiclass" -> signal + 2 * draw > 1.5 ? "high" : signal + 2 * draw > -0.5 ? "middle" : "low";
                case "regression" -> String.format(Locale.ROOT, "%.3f", 20 + 3 * signal + 20 * draw);
                default -> positive() ? "1" : "0";
            };
        }
    }

    /** What training such a task says. */
    static Told train(Path directory, Leak leak, long seed) throws IOException {
        try (Engine engine = open(directory, leak, seed)) {
            List<String> warned = new ArrayList<>();
            return new Told(
                    train(engine, DAYS, listening(warned)).facts().leaks().stream()
                            .map(LeakSuspect::feature)
                            .toList(),
                    warned);
        }
    }

    /** The verdict on a model of such a task, against no model. */
    static GateVerdict verdict(Path directory, Leak leak, long seed) throws IOException {
        try (Engine engine = open(directory, leak, seed)) {
            TimeWindow window =
                    new TimeWindow(START.plus(Duration.ofDays(DAYS - 20)), START.plus(Duration.ofDays(DAYS)));
            return engine.rehearsal()
                    .simulate(
                            engine.workspace().task(TASK),
                            train(engine, DAYS - 20, RunControl.UNWATCHED).version(),
                            new LiveChoice.Nothing(),
                            window,
                            engine.clock().instant(),
                            RunControl.UNWATCHED)
                    .verdict();
        }
    }

    private static ModelVersion train(Engine engine, int asOf, RunControl control) {
        return engine.training()
                .train(
                        engine.workspace().task(TASK),
                        START.plus(Duration.ofDays(asOf)),
                        TrainingOverrides.none(),
                        control)
                .version();
    }

    private static Engine open(Path directory, Leak leak, long seed) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.writeString(directory.resolve("task.yaml"), """
                apiVersion: understudy/v1
                task: leaked
                kind: %s
                event: {id: id, time: time, cluster: seller}
                outcome: {column: y, knownAt: known, maturesAt: P5D%s}
                features:
                  - {name: size, type: numeric}
                  - {name: age, type: numeric}
                  - {name: colour, type: categorical}
                  - {name: planted, type: %s}
                training: {algorithm: %s, seed: 3}
                gate:
                  metrics: [{metric: %s, role: success, margin: 0.05}]
                """.formatted(
                        leak.kind(),
                        leak.kind().equals("binary") ? ", positive: \"1\"" : "",
                        leak.type(),
                        leak.kind().equals("regression") ? "ridge" : "decision-tree",
                        leak.kind().equals("regression") ? "mae" : "log-loss"));
        Path home = directory.resolve("workspace");
        Workspace.init(home, file);
        Path events = Files.write(directory.resolve("events.csv"), rows(leak, new SplittableRandom(seed)));
        Engine engine = new Engine(
                Workspace.open(home, Map.of(), Map.of()),
                InstantSource.fixed(START.plus(Duration.ofDays(90))),
                Duration.ofSeconds(30));
        engine.intake().events(engine.workspace().task(TASK), events, RunControl.UNWATCHED);
        return engine;
    }

    private static RunControl listening(List<String> warned) {
        return new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {}

            @Override
            public void warn(String sentence) {
                warned.add(sentence);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }

    private static List<String> rows(Leak leak, SplittableRandom random) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * EVENTS_A_DAY; i++) {
            double size = random.nextDouble() * 10;
            int age = random.nextInt(80);
            int colour = random.nextInt(3);
            rows.add(new Row(
                    START.plusSeconds(i * 86_400L / EVENTS_A_DAY),
                    random.nextInt(leak == Leak.LARGE_SELLERS_OUTCOMES ? LARGE_SELLERS : SELLERS),
                    size,
                    age,
                    new String[] {"red", "green", "blue"}[colour],
                    0.4 * (size - 5) + 0.02 * (age - 40) + (colour == 0 ? 1 : 0) - 1,
                    random.nextDouble()));
        }
        double strength = 0.02 + 0.08 * random.nextDouble();
        double share = 0.6 + 0.4 * random.nextDouble();
        double[] positives = new double[SELLERS];
        double[] events = new double[SELLERS];
        rows.forEach(row -> {
            events[row.seller()]++;
            positives[row.seller()] += row.positive() ? 1 : 0;
        });
        List<String> lines = new ArrayList<>(List.of("id,time,seller,size,age,colour,planted,y,known"));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean positive = row.positive();
            double days = leak == Leak.TIME_TO_OUTCOME
                    ? (positive ? 2 : 0.4) * (0.5 + random.nextDouble())
                    : random.nextDouble() * 4;
            Instant known = row.time().plusSeconds(Math.round(days * 86_400));
            boolean come = !known.isAfter(START.plus(Duration.ofDays(DAYS)));
            String planted = planted(
                    leak,
                    row,
                    positive,
                    days,
                    positives[row.seller()] / events[row.seller()],
                    strength,
                    share,
                    come,
                    random);
            lines.add(String.join(
                    ",",
                    "e" + i,
                    row.time().toString(),
                    "s" + row.seller(),
                    String.format(Locale.ROOT, "%.3f", row.size()),
                    row.age() % 7 == 0 ? "" : Integer.toString(row.age()),
                    row.colour(),
                    planted,
                    row.outcome(leak),
                    known.toString()));
        }
        return lines;
    }

    private static String planted(
            Leak leak,
            Row row,
            boolean positive,
            double days,
            double ofSeller,
            double strength,
            double share,
            boolean come,
            SplittableRandom random) {
        String noise = String.format(Locale.ROOT, "%.3f", random.nextGaussian());
        return switch (leak) {
            case COPY -> row.outcome(leak);
            case OTHER_WORDS -> positive ? "closed by us" : "expired";
            case NOISY_COPY -> positive ^ random.nextDouble() < strength ? "1" : "0";
            case NOISY_NUMBER ->
                String.format(Locale.ROOT, "%.3f", (positive ? 1 : 0) + (0.1 + 3 * strength) * random.nextGaussian());
            case FILLED_IF_POSITIVE -> positive && random.nextDouble() < share ? noise : "";
            case EMPTIED_IF_POSITIVE -> positive && random.nextDouble() < share ? "" : noise;
            case WRITTEN_WITH_THE_OUTCOME -> come ? noise : "";
            case TIME_TO_OUTCOME -> String.format(Locale.ROOT, "%.2f", days);
            case SELLERS_OUTCOMES, LARGE_SELLERS_OUTCOMES -> String.format(Locale.ROOT, "%.3f", ofSeller);
            case ONE_HOT -> row.outcome(leak).equals("high") ? "yes" : "no";
            case COPIED_NUMBER ->
                String.format(
                        Locale.ROOT,
                        "%.3f",
                        Double.parseDouble(row.outcome(leak)) * (1 + strength * random.nextGaussian()));
            case NOTHING -> noise;
        };
    }
}
