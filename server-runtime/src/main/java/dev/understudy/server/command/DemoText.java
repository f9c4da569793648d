package dev.understudy.server.command;

import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.pipeline.Demonstrated;
import dev.understudy.engine.pipeline.SamplePlan;
import dev.understudy.engine.release.LiveModels;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.simulation.SimulationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a demonstration came to: as a document, and in words with what to do next. */
final class DemoText {
    private DemoText() {}

    static ObjectNode document(Demonstrated done, Path directory) {
        ObjectNode document = Documents.object();
        document.put("workspace", directory.toString());
        document.put("events", done.plan().events());
        document.put("simulation", done.simulation().id());
        GateVerdict verdict = done.simulation().verdict();
        document.putObject("verdict").put("decision", verdict.key()).put("reason", verdict.reason());
        document.put("report", done.report().map(Path::toString).orElse(null));
        done.release()
                .ifPresentOrElse(
                        pointer -> document.putObject("release")
                                .put("environment", "staging")
                                .put("version", pointer.version().text())
                                .put("digest", pointer.digest().text())
                                .put("release", pointer.release()),
                        () -> document.putNull("release"));
        ObjectNode live = document.putObject("live");
        live.put("production", version(done.live().production()));
        live.put("staging", version(done.live().staging()));
        document.put("found", done.found());
        document.put("seconds", done.seconds());
        return document;
    }

    private static @Nullable String version(Optional<ModelPointer> pointer) {
        return pointer.map(there -> there.version().text()).orElse(null);
    }

    static String of(Demonstrated done, Path directory) {
        GateVerdict verdict = done.simulation().verdict();
        StringBuilder text = new StringBuilder();
        text.append(done.found() ? found(directory) : told(done));
        text.append('\n')
                .append(verdict.key().toUpperCase(Locale.ROOT))
                .append(": ")
                .append(verdict.reason())
                .append("\n\n");
        text.append(TextRenderer.aligned(List.of(
                List.of("workspace", directory.toString()),
                List.of("live", live(done.live())),
                List.of(
                        "report",
                        done.report()
                                .map(Path::toString)
                                .orElse("none yet: understudy report "
                                        + done.simulation().id())))));
        return text.append('\n').append(next(done, directory)).toString();
    }

    private static String found(Path directory) {
        return "The demonstration in " + directory + " was complete before; nothing was changed. The newest verdict:\n";
    }

    private static String told(Demonstrated done) {
        SamplePlan plan = done.plan();
        SimulationReport report = done.simulation().report();
        String first = report.live().map(side -> side.version().text()).orElse("the first model");
        String second = report.candidate().version().text();
        return String.format(
                Locale.ROOT,
                """
                Done in %.0f s, on the sample world: %,d rental listings, some of them scams.
                - %s was trained on what was known on %s, beat no model, and went live in production.
                - On %s swindlers took up a new scheme. %s went on predicting; outcomes came in days later.
                - %s was trained on what was known on %s, and its release simulated on the %,d listings that followed.
                - %s
                """,
                done.seconds(),
                plan.events(),
                first,
                day(plan.firstAsOf()),
                day(plan.waveBegin()),
                first,
                second,
                day(plan.asOf()),
                report.events(),
                done.release()
                        .map(pointer -> second + " was published to staging. Production is yours to decide.")
                        .orElse(second + " was not approved, and not published."));
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static String live(LiveModels live) {
        return live.production()
                        .map(pointer -> pointer.version() + " in production")
                        .orElse("nothing in production")
                + ", "
                + live.staging()
                        .map(pointer -> pointer.version() + " in staging")
                        .orElse("nothing in staging");
    }

    private static String next(Demonstrated done, Path directory) {
        String task = done.simulation().report().task().text();
        String version = done.simulation().report().candidate().version().text();
        boolean toRelease = done.release().isPresent()
                && done.live()
                        .production()
                        .filter(live -> live.version().text().equals(version))
                        .isEmpty();
        String place = " --workspace " + quoted(directory);
        StringBuilder next = new StringBuilder("Next:\n  open the report in a browser\n");
        if (toRelease) {
            next.append("  understudy release --task ")
                    .append(task)
                    .append(" --version ")
                    .append(version)
                    .append(" --environment production")
                    .append(place)
                    .append('\n');
        }
        return next.append("  understudy history --task ")
                .append(task)
                .append(" --environment production")
                .append(place)
                .append("\n  understudy")
                .append(place)
                .append("   (the workbench)\n")
                .toString();
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./:\\\\-]+") ? text : '"' + text + '"';
    }
}
