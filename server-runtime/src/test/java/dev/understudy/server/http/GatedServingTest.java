package dev.understudy.server.http;

import static dev.understudy.server.http.GatedScene.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.ReportFiles;
import dev.understudy.engine.report.ReportFormat;
import dev.understudy.engine.report.SimulationDocument;
import dev.understudy.engine.simulation.OutcomeWeights;
import dev.understudy.engine.snapshot.SnapshotBuilder;
import dev.understudy.engine.snapshot.SnapshotSpec;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.server.command.CommandScene;
import dev.understudy.server.http.GatedScene.Answer;
import dev.understudy.server.http.GatedScene.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Where a positive decision hides the outcome: from the answers over the outcomes and a retraining to the verdict. */
class GatedServingTest {
    @TempDir
    Path folder;

    /** Outcomes of what was let through; nobody learns the others. */
    private static void tellWhatIsSeen(GatedScene scene, List<Answer> answers, int from, int to) {
        Set<String> blocked =
                answers.stream().filter(Answer::isBlocked).map(Answer::id).collect(Collectors.toSet());
        scene.tell(Event.ofDays(from, to).stream()
                .filter(event -> !blocked.contains(event.id()))
                .toList());
    }

    private static int trainingRows(GatedScene scene, int asOf) {
        return new SnapshotBuilder(new JdbiTrafficReader(scene.engine().database()))
                .build(new SnapshotSpec(scene.task(), day(asOf), Optional.empty()), RunControl.UNWATCHED)
                .rows();
    }

    @Test
    void exploredOutcomesCarryTheVerdict() throws Exception {
        try (GatedScene scene = GatedScene.in(folder, "0.25")) {
            List<Answer> first = scene.serve(10, 14);
            assertThat(first)
                    .allSatisfy(answer -> assertThat(answer.propensity())
                            .isEqualTo(answer.label().equals("yes") ? 0.25 : 1));
            assertThat(first).filteredOn(answer -> answer.label().equals("no")).noneMatch(Answer::isBlocked);
            assertThat(scene.predict(Event.ofDays(12, 13))) // a retry falls the same way
                    .isEqualTo(first.subList(200, 300));
            scene.timeIs(day(17));
            tellWhatIsSeen(scene, first, 10, 14);

            int imported = Event.ofDays(0, 8).size();
            long explored = first.stream().filter(Answer::isExplored).count();
            long blocked = first.stream().filter(Answer::isBlocked).count();
            assertThat(explored).isBetween(5L, 60L);
            assertThat(trainingRows(scene, 17)).isEqualTo((int) (imported + 400 - blocked + 3 * explored));
            VersionName v2 = scene.train(day(17), "seed=1");

            List<Answer> second = scene.serve(17, 27);
            scene.timeIs(day(40));
            tellWhatIsSeen(scene, second, 17, 27);
            long hidden = second.stream().filter(Answer::isBlocked).count();
            long seen = second.stream().filter(Answer::isExplored).count();

            StoredSimulation simulated = scene.simulate(v2, 17, 27);
            JsonNode document = SimulationDocument.of(simulated);
            assertThat(document.at("/outcomes/hidden").asLong()).isEqualTo(hidden);
            assertThat(document.at("/outcomes/known").asLong()).isEqualTo(1_000 - hidden);
            assertThat(document.at("/outcomes/coverage").asDouble()).isEqualTo(1);
            assertThat(document.at("/weights/method").asString()).isEqualTo("ips");
            assertThat(document.at("/weights/explored").asLong()).isEqualTo(seen);
            assertThat(document.at("/weights/largestWeight").asDouble()).isEqualTo(4);
            assertThat(document.at("/weights/exploredShare").asDouble())
                    .isCloseTo((double) seen / (seen + hidden), within(1e-12));
            double weight = 1_000 - hidden - seen + 4.0 * seen;
            double squares = 1_000 - hidden - seen + 16.0 * seen;
            assertThat(document.at("/weights/effectiveSize").asDouble())
                    .isCloseTo(weight * weight / squares, within(1e-6));
            // whatever is seen is decided "no": labelled-only, the live model would find no scam at all
            assertThat(simulated.report().metrics())
                    .filteredOn(reading -> reading.metric() == Metric.RECALL)
                    .singleElement()
                    .satisfies(
                            reading -> assertThat(reading.live().orElseThrow()).isGreaterThan(0.4));
            assertThat(simulated.verdict().key()).isEqualTo("approved");
            assertThat(simulated.verdict().checks())
                    .anyMatch(check -> check.check().equals("hidden-outcomes"));
        }
    }

    @Test
    void withoutExplorationTheWorstCaseDecides() throws Exception {
        try (GatedScene scene = GatedScene.in(folder, "0")) {
            VersionName v2 = scene.train(day(10), "parameters.lambda=30");
            List<Answer> answers = scene.serve(10, 20);
            assertThat(answers)
                    .noneMatch(Answer::isExplored)
                    .allSatisfy(answer -> assertThat(answer.propensity()).isEqualTo(answer.isBlocked() ? 0 : 1));
            scene.timeIs(day(40));
            scene.tell(Event.ofDays(10, 20)); // those of blocked events come in too, say, after an appeal
            long hidden = answers.stream().filter(Answer::isBlocked).count();

            StoredSimulation simulated = scene.simulate(v2, 10, 20);
            OutcomeWeights weights = simulated.report().outcomes().weights().orElseThrow();
            assertThat(weights.method()).isEqualTo(OutcomeWeights.Method.BOUNDS);
            assertThat(simulated.report().outcomes().hidden()).isEqualTo(hidden);
            assertThat(simulated.report().outcomes().known()).isEqualTo(1_000 - hidden);
            assertThat(simulated.report().metrics())
                    .filteredOn(reading -> reading.metric() == Metric.COST)
                    .singleElement()
                    .satisfies(reading -> {
                        assertThat(reading.live()).isEmpty();
                        assertThat(reading.difference().orElseThrow().extremes())
                                .isPresent();
                    });
            assertThat(simulated.report().metrics())
                    .filteredOn(reading -> reading.metric() == Metric.AUC)
                    .singleElement()
                    .satisfies(reading ->
                            assertThat(reading.undetermined().orElseThrow()).contains("decisions hid outcomes"));
            assertThat(simulated.verdict().key()).isEqualTo("inconclusive");
            assertThat(scene.engine()
                            .simulations()
                            .find(simulated.id())
                            .orElseThrow()
                            .report()
                            .metrics())
                    .isEqualTo(simulated.report().metrics());
            assertThat(page(simulated)).contains("from the worst case of", "cannot be compared");
        }
        assertThat(commands()
                        .runPlain(
                                "simulate",
                                "--workspace",
                                folder.resolve("workspace").toString(),
                                "--task",
                                "gated",
                                "--candidate",
                                "v2",
                                "--from",
                                day(10).toString(),
                                "--to",
                                day(20).toString())
                        .out())
                .contains("INCONCLUSIVE", "outcomes that decisions kept from being seen; too few were explored");
    }

    private CommandScene commands() {
        return new CommandScene(folder.resolve("workspace"));
    }

    private String page(StoredSimulation simulated) throws IOException {
        return Files.readString(ReportFiles.write(simulated, folder.resolve(simulated.id()), List.of(ReportFormat.HTML))
                .getFirst());
    }

    /** An event's row, with what a model elsewhere scored it; where that decided positive, the outcome is missing. */
    private static String row(Event event, boolean hides) {
        double score = 1 / (1 + Math.exp(1 - 2 * event.signal()));
        String outcome = hides && score >= 0.4 ? "" : event.outcome();
        return String.join(
                ",",
                event.id(),
                event.time().toString(),
                Double.toString(event.signal()),
                outcome,
                event.time().plus(Duration.ofDays(1)).toString(),
                Double.toString(score));
    }

    private void importRows(CommandScene commands, int from, int to, boolean hides, String... further)
            throws IOException {
        Path file = folder.resolve("rows" + from + ".csv");
        List<String> rows = new ArrayList<>(List.of("id,time,signal,y,known,score"));
        Event.ofDays(from, to).forEach(event -> rows.add(row(event, hides)));
        Files.write(file, rows);
        List<String> arguments = new ArrayList<>(List.of("import", "--task", "gated", "--file", file.toString()));
        arguments.addAll(List.of(further));
        commands.json(arguments.toArray(String[]::new));
    }

    private JsonNode simulated(CommandScene commands, String live) {
        return commands.json(
                "simulate",
                "--task",
                "gated",
                "--candidate",
                "v1",
                "--live",
                live,
                "--from",
                day(10).toString(),
                "--to",
                day(20).toString());
    }

    @Test
    void whatAModelElsewhereLabelledPositiveIsHidden() throws Exception {
        GatedScene.init(folder, "0");
        CommandScene commands = commands();
        importRows(commands, 0, 8, false);
        commands.json("train", "--task", "gated", "--as-of", day(10).toString());
        importRows(commands, 10, 20, true, "--predictions", "old", "--score", "score");
        long hidden = Event.ofDays(10, 20).stream()
                .filter(event -> row(event, true).contains(",,"))
                .count();
        JsonNode document = simulated(commands, "x-old");
        assertThat(document.at("/outcomes/hidden").asLong()).isEqualTo(hidden).isGreaterThan(100);
        assertThat(document.at("/outcomes/pending").asLong()).isZero();
        assertThat(document.at("/weights/method").asString()).isEqualTo("bounds");
        assertThat(document.at("/weights/exploredShare").asDouble()).isZero();
        // against the constant predictor too: it is the model that acted that hid them
        assertThat(simulated(commands, "none").at("/outcomes/hidden").asLong()).isEqualTo(hidden);
    }

    @Test
    void nobodyActedOnWhatWasImportedAlone() throws Exception {
        GatedScene.init(folder, "0");
        CommandScene commands = commands();
        importRows(commands, 0, 8, false);
        importRows(commands, 10, 20, false);
        commands.json("train", "--task", "gated", "--as-of", day(10).toString());
        commands.json(
                "backfill",
                "--task",
                "gated",
                "--version",
                "v1",
                "--from",
                day(10).toString(),
                "--to",
                day(20).toString());
        JsonNode document = simulated(commands, "v1");
        assertThat(document.at("/origins/backfilled").asLong()).isEqualTo(1_000);
        assertThat(document.at("/outcomes/hidden").asLong()).isZero();
        assertThat(document.at("/outcomes/known").asLong()).isEqualTo(1_000);
        assertThat(document.at("/weights").isNull()).isTrue();
    }

    @Test
    void withoutItsKeyATaskThatExploresIsNotServed() throws Exception {
        GatedScene.init(folder, "0.1");
        CommandScene.Result refused = commands().run("serve", "--port", "0");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err() + refused.out())
                .contains("gated", "UNDERSTUDY_EXPLORATION_KEY", "exploration.keyFile");
    }
}
