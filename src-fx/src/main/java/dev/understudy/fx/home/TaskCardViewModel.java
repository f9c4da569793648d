package dev.understudy.fx.home;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.report.chart.Sparkline;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.text.TimeWords;
import dev.understudy.fx.view.TextClipboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A task on Home: its newest verdict, what is live, what waits, and where to go from here. */
public final class TaskCardViewModel {
    private final TaskOverview overview;
    private final HomeLinks links;
    private final TextClipboard clipboard;
    private final Texts texts;
    private final VerdictBanner banner;
    private final List<KeyFigure> figures;
    private final CandidateWay way;

    TaskCardViewModel(TaskOverview overview, TimeWords time, HomeLinks links, TextClipboard clipboard, Texts texts) {
        this.overview = overview;
        this.links = links;
        this.clipboard = clipboard;
        this.texts = texts;
        this.way = CandidateWay.of(overview);
        this.banner = new VerdictWords(time, texts).banner(overview);
        this.figures = new KeyFigures(overview, way, time, texts).all();
    }

    /** The task. */
    public TaskName task() {
        return overview.task().name();
    }

    /** What it predicts: "binary". */
    public String kind() {
        return overview.task().kind().key();
    }

    /** The newest verdict. */
    public VerdictBanner banner() {
        return banner;
    }

    /** The figures to take in at a glance. */
    public List<KeyFigure> figures() {
        return figures;
    }

    /** What the live model said, day by day; empty where it has logged nothing. */
    public Optional<Sparkline> line() {
        return overview.shares().days().isEmpty()
                ? Optional.empty()
                : Optional.of(new ShareWords(overview.shares(), texts).line());
    }

    /** That in one sentence. */
    public String sharesSentence() {
        return new ShareWords(overview.shares(), texts).sentence();
    }

    /** The way of the candidate; none where no candidate waits. */
    public List<WayStep> way() {
        if (way.candidate().isEmpty()) {
            return List.of();
        }
        List<WayStep> steps = new ArrayList<>();
        steps.add(new WayStep(texts.get("home.way.stored"), true));
        steps.add(new WayStep(texts.get("home.way.approved"), way.approved()));
        for (Environment environment : Environment.values()) {
            steps.add(new WayStep(texts.get("environment." + environment.key()), way.isIn(environment)));
        }
        return List.copyOf(steps);
    }

    /** The way in words. */
    public String waySentence() {
        if (way.candidate().isEmpty()) {
            return texts.get(overview.versions().isEmpty() ? "home.way.untrained" : "home.way.none");
        }
        return texts.get(
                "home.way.sentence",
                way.candidate().get().version(),
                String.join(
                        ", ",
                        way().stream()
                                .filter(WayStep::isDone)
                                .map(WayStep::text)
                                .toList()));
    }

    /** The pull requests that wait. */
    public List<PendingLine> pending() {
        return overview.pending().changes().stream()
                .map(change -> PendingLine.of(change, overview, texts))
                .toList();
    }

    /** Why it is not known which pull requests wait. */
    public Optional<String> pendingTrouble() {
        return overview.pending().trouble().map(reason -> texts.get("home.pending.trouble", reason));
    }

    /** Copies where a pull request is. */
    public void copy(PendingLine change) {
        clipboard.copy(change.url());
    }

    /** Whether there is an earlier model to go back to. */
    public boolean canRollBack() {
        return Stream.of(Environment.values())
                .map(overview::history)
                .anyMatch(history -> history.live()
                        .filter(live -> history.releases().stream()
                                .map(Release::digest)
                                .anyMatch(digest -> !digest.equals(live.digest())))
                        .isPresent());
    }

    /** To the comparison. */
    public void open() {
        links.openComparison(task());
    }

    /** To a new simulation. */
    public void simulate() {
        links.simulate(task());
    }

    /** To the review of a rollback. */
    public void rollBack() {
        links.rollBack(task());
    }
}
