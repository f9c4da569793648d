package dev.understudy.fx.home;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.registry.Run;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.text.TimeWords;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What was done last, in words.
 *
 * @param time to say when
 * @param texts the words
 */
record RecentRuns(TimeWords time, Texts texts) {
    private static final Set<String> WORDED =
            Set.of("import", "outcomes", "train", "backfill", "simulate", "release", "rollback");
    private static final int COMMIT = 7;

    RecentRow row(Run run) {
        Ending ending = ending(run);
        return new RecentRow(
                time.brief(run.startedAt()),
                time.moment(run.startedAt()),
                run.task().text(),
                ending.sentence,
                ending.chip,
                ending.tone);
    }

    private record Ending(String sentence, String chip, Tone tone) {}

    private Ending ending(Run run) {
        if (run.state() == Run.State.SUCCEEDED && WORDED.contains(run.kind())) {
            return succeeded(run);
        }
        String state = "home.run." + run.state().name().toLowerCase(Locale.ROOT);
        return new Ending(
                texts.get(state, what(run), result(run, "error")),
                texts.get(state + ".chip"),
                run.state() == Run.State.FAILED ? Tone.BAD : Tone.PLAIN);
    }

    private Ending succeeded(Run run) {
        return switch (run.kind()) {
            case "simulate" -> simulated(run);
            case "release", "rollback" -> changed(run);
            case "import", "outcomes" ->
                plain(
                        texts.get(
                                "home.run." + run.kind() + ".done",
                                number(run, "events"),
                                number(run, "outcomes"),
                                request(run, "file")),
                        "home.run.import.chip");
            case "backfill" ->
                plain(
                        texts.get("home.run.backfill.done", number(run, "predictions"), request(run, "version")),
                        "home.run.backfill.chip");
            default -> trained(run);
        };
    }

    private Ending trained(Run run) {
        boolean reused = Boolean.parseBoolean(result(run, "reused"));
        return plain(
                texts.get(
                        reused ? "home.run.train.reused" : "home.run.train.done",
                        result(run, "version"),
                        day(request(run, "asOf"))),
                reused ? "home.run.train.reused.chip" : "home.run.train.chip");
    }

    private String day(String instant) {
        return time.date(Instant.parse(instant));
    }

    private Ending simulated(Run run) {
        String decision = result(run, "decision");
        Tone tone = switch (decision) {
            case "approved" -> Tone.GOOD;
            case "rejected" -> Tone.BAD;
            default -> Tone.OPEN;
        };
        String live = run.result().getOrDefault("live", request(run, "live"));
        String against = live.equals("none") ? texts.get("home.run.simulate.none") : live;
        return new Ending(
                run.result().containsKey("events")
                        ? texts.get("home.run.simulate.done", request(run, "candidate"), against, number(run, "events"))
                        : texts.get("home.run.simulate.unknown", request(run, "candidate"), against),
                texts.get("verdict." + decision),
                tone);
    }

    private Ending changed(Run run) {
        String environment = texts.get("environment." + request(run, "environment"));
        String version = run.result().getOrDefault("version", run.request().getOrDefault("version", ""));
        String key = "home.run." + run.kind();
        if (run.result().containsKey("refused")) {
            return new Ending(
                    texts.get(key + ".refused", version, environment, result(run, "refused")),
                    texts.get("home.run.refused.chip"),
                    Tone.BAD);
        }
        if (run.result().containsKey("alreadyLive")) {
            return plain(texts.get(key + ".already", version, environment), "home.run.already.chip");
        }
        if (run.result().containsKey("pullRequest")) {
            return plain(
                    texts.get(key + ".opened", version, environment, result(run, "pullRequest")), key + ".opened.chip");
        }
        String commit = result(run, "commit");
        return plain(
                texts.get(key + ".done", version, environment, commit.substring(0, Math.min(COMMIT, commit.length()))),
                key + ".chip");
    }

    private Ending plain(String sentence, String chip) {
        return new Ending(sentence, texts.get(chip), Tone.PLAIN);
    }

    private String what(Run run) {
        return WORDED.contains(run.kind()) ? texts.get("home.run." + run.kind() + ".what") : run.kind();
    }

    private static String number(Run run, String key) {
        String text = result(run, key);
        return text.matches("[0-9]{1,18}") ? Figures.count(Long.parseLong(text)) : text;
    }

    private static String request(Run run, String key) {
        return run.request().getOrDefault(key, "");
    }

    private static String result(Run run, String key) {
        return run.result().getOrDefault(key, "");
    }
}
