package dev.understudy.engine.scene;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.traffic.AppendResult;
import dev.understudy.engine.traffic.JdbiEventLog;
import dev.understudy.engine.traffic.JdbiExternalModels;
import dev.understudy.engine.traffic.JdbiImportLog;
import dev.understudy.engine.traffic.JdbiOutcomeLog;
import dev.understudy.engine.traffic.JdbiPredictionLog;
import dev.understudy.engine.traffic.JdbiTrafficCounts;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.Origin;
import dev.understudy.engine.traffic.Outcome;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.PredictionEvent;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.Score;
import dev.understudy.engine.traffic.TrafficEvent;
import dev.understudy.engine.traffic.TrafficQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The logs of one task in a database, and traffic in one line. Days are counted from the first of January 2024. */
public final class TrafficScene {
    /** Day 0. */
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    /** Everything there could be. */
    public static final TimeWindow ALL = new TimeWindow(START.minus(Duration.ofDays(3650)), day(3650));

    /** When the scene's rows are recorded. */
    public static final Instant RECORDED = Instant.parse("2026-01-01T00:00:00Z");

    public final TaskName task;
    public final JdbiEventLog events;
    public final JdbiOutcomeLog outcomes;
    public final JdbiPredictionLog predictions;
    public final JdbiImportLog imports;
    public final JdbiExternalModels externals;
    public final JdbiTrafficReader reader;
    public final JdbiTrafficCounts counts;

    public TrafficScene(Database database, String task) {
        InstantSource clock = InstantSource.fixed(RECORDED);
        this.task = new TaskName(task);
        this.events = new JdbiEventLog(database, clock);
        this.outcomes = new JdbiOutcomeLog(database, clock);
        this.predictions = new JdbiPredictionLog(database, clock);
        this.imports = new JdbiImportLog(database, clock);
        this.externals = new JdbiExternalModels(database);
        this.reader = new JdbiTrafficReader(database);
        this.counts = new JdbiTrafficCounts(database);
    }

    /** The instant of a day, which may be a fraction. */
    public static Instant day(double day) {
        return START.plus(Duration.ofMillis(Math.round(day * 86_400_000)));
    }

    /** An event that stands alone. */
    public static TrafficEvent event(String id, double day) {
        return event(id, day(day), "{\"lead_time\":17,\"country\":\"PRT\"}");
    }

    /** An event with this raw input. */
    public static TrafficEvent event(String id, Instant time, String json) {
        return new TrafficEvent(id, time, time, Optional.empty(), Optional.empty(), RawInput.ofJson(json));
    }

    /** An outcome that does not say when it matures. */
    public static Outcome outcome(String id, String value, double knownOnDay) {
        return new Outcome(id, value, day(knownOnDay), Optional.empty());
    }

    /** An outcome that says when it matures. */
    public static Outcome outcome(String id, String value, double knownOnDay, double maturesOnDay) {
        return new Outcome(id, value, day(knownOnDay), Optional.of(day(maturesOnDay)));
    }

    /** A prediction of v1. */
    public static Prediction prediction(Origin origin, Score score) {
        return new Prediction(
                VersionName.ofNumber(1),
                origin,
                RECORDED,
                Optional.empty(),
                score,
                Optional.of("1"),
                Optional.of("1"),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    public AppendResult add(TrafficEvent... added) {
        return events.appendEvents(task, List.of(added));
    }

    public AppendResult add(Outcome... added) {
        return outcomes.appendOutcomes(task, List.of(added));
    }

    public AppendResult add(TrafficEvent event, Prediction prediction) {
        return predictions.appendPredictions(task, List.of(new PredictionEvent(event, prediction)));
    }

    /** All events in a window as they were known on a day, with the predictions of v1. */
    public List<LoggedEvent> read(TimeWindow window, double knownOnDay, Maturity maturity) {
        List<LoggedEvent> logged = new ArrayList<>();
        reader.read(
                new TrafficQuery(task, window, day(knownOnDay), maturity, Optional.of(VersionName.ofNumber(1))),
                RunControl.UNWATCHED,
                logged::add);
        return logged;
    }

    /** The outcome of the only event as it was known on a day; empty while it is pending. */
    public Optional<String> outcomeOn(double day, Maturity maturity) {
        List<LoggedEvent> logged = read(ALL, day, maturity);
        if (logged.size() != 1) {
            throw new AssertionError("one event expected, and found " + logged);
        }
        return logged.getFirst().outcome().map(Outcome::value);
    }
}
