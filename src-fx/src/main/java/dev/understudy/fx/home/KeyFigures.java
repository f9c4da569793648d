package dev.understudy.fx.home;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.overview.DailyShares;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.traffic.ExternalModel;
import dev.understudy.fx.text.Amounts;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.text.TimeWords;
import java.util.List;
import java.util.Optional;

/** The figures of a task's card. */
final class KeyFigures {
    private static final String UNKNOWN = "–";

    private final TaskOverview overview;
    private final CandidateWay way;
    private final TimeWords time;
    private final Texts texts;

    KeyFigures(TaskOverview overview, CandidateWay way, TimeWords time, Texts texts) {
        this.overview = overview;
        this.way = way;
        this.time = time;
        this.texts = texts;
    }

    List<KeyFigure> all() {
        return List.of(live(), candidate(), events(), share(), outcomes());
    }

    private KeyFigure live() {
        Optional<Release> live = overview.live();
        if (live.isEmpty() && !overview.externals().isEmpty()) {
            return elsewhere(overview.externals().getFirst());
        }
        if (live.isEmpty()) {
            return new KeyFigure(
                    texts.get("home.live"),
                    UNKNOWN,
                    texts.get("home.live.none"),
                    texts.get("home.live.none.help"),
                    Tone.PLAIN);
        }
        Release release = live.get();
        Environment environment = overview.liveIn().orElseThrow();
        String age = time.age(release.from());
        return new KeyFigure(
                texts.get("home.live"),
                release.version().text(),
                environment == Environment.PRODUCTION ? age : texts.get("home.live.staging", age),
                texts.get(
                        "home.live.help",
                        release.version(),
                        texts.get("environment." + environment.key()),
                        time.moment(release.from()),
                        asOf(release)),
                Tone.PLAIN);
    }

    /** A service that is to be replaced is live, though nothing was released here. */
    private KeyFigure elsewhere(ExternalModel model) {
        return new KeyFigure(
                texts.get("home.live"),
                model.version().text(),
                texts.get("home.live.elsewhere"),
                texts.get(
                        "home.live.elsewhere.help",
                        model.version(),
                        Figures.count(model.predictions()),
                        time.date(model.first()),
                        time.date(model.last())),
                Tone.PLAIN);
    }

    private String asOf(Release release) {
        return overview.versions().stream()
                .filter(version -> version.digest().equals(release.digest()))
                .findFirst()
                .map(version -> time.date(version.facts().asOf()))
                .orElse(UNKNOWN);
    }

    private KeyFigure candidate() {
        String label = texts.get("home.candidate");
        return way.candidate()
                .map(version -> new KeyFigure(
                        label,
                        version.version().text(),
                        time.age(version.recordedAt()),
                        candidateHelp(version),
                        Tone.PLAIN))
                .orElseGet(() -> new KeyFigure(
                        label,
                        UNKNOWN,
                        texts.get("home.candidate.none"),
                        texts.get("home.candidate.none.help"),
                        Tone.PLAIN));
    }

    private String candidateHelp(ModelVersion version) {
        return texts.get(
                "home.candidate.help",
                version.version(),
                version.facts().algorithm(),
                Figures.count(version.facts().rows()),
                time.date(version.facts().asOf()),
                time.moment(version.recordedAt()));
    }

    private KeyFigure events() {
        DailyShares shares = overview.shares();
        return new KeyFigure(
                texts.get("home.events"),
                shares.last().map(day -> Amounts.count((double) day.events())).orElse(UNKNOWN),
                shares.usualEvents()
                        .map(usual -> texts.get("home.usual", Amounts.countRange(usual.low(), usual.high())))
                        .orElse(texts.get("home.usual.none")),
                shares.last()
                        .map(day -> texts.get("home.events.help", day.events(), time.date(day.day())))
                        .orElse(texts.get("home.share.empty")),
                Tone.PLAIN);
    }

    private KeyFigure share() {
        DailyShares shares = overview.shares();
        ShareWords words = new ShareWords(shares, texts);
        return new KeyFigure(
                words.label(),
                shares.last().map(day -> words.value(day.value())).orElse(UNKNOWN),
                shares.usual()
                        .map(usual -> texts.get("home.usual", words.range(usual)))
                        .orElse(texts.get("home.usual.none")),
                words.sentence(),
                shares.isFarOff() ? Tone.BAD : Tone.PLAIN);
    }

    private KeyFigure outcomes() {
        String label = texts.get("home.outcomes");
        return overview.simulation()
                .map(kept -> outcomes(label, kept))
                .orElseGet(() -> new KeyFigure(
                        label,
                        UNKNOWN,
                        texts.get("home.outcomes.none"),
                        texts.get("home.outcomes.none.help"),
                        Tone.PLAIN));
    }

    private KeyFigure outcomes(String label, StoredSimulation kept) {
        SimulationReport.Outcomes outcomes = kept.report().outcomes();
        return new KeyFigure(
                label,
                Figures.percentDown(outcomes.coverage()),
                texts.get("home.outcomes.note", Amounts.count((double) (outcomes.known() + outcomes.pending()))),
                texts.get(
                        "home.outcomes.help",
                        Figures.count(outcomes.known()),
                        Figures.count(outcomes.known() + outcomes.pending()),
                        time.date(kept.report().window().from()),
                        time.date(kept.report().window().to())),
                Tone.PLAIN);
    }
}
