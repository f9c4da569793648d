package dev.understudy.fx.home;

import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.release.ChangeKind;
import dev.understudy.engine.release.OpenChange;
import dev.understudy.fx.text.Texts;

/**
 * A pull request that waits, on a task's card.
 *
 * @param text what it is, and how it stands
 * @param branch its branch
 * @param url where people see it
 * @param tone whether something is wrong with it
 */
public record PendingLine(String text, String branch, String url, Tone tone) {
    static PendingLine of(OpenChange change, TaskOverview overview, Texts texts) {
        boolean overtaken = change.isOvertakenBy(overview.history(change.environment()));
        String way = change.kind() == ChangeKind.RELEASE ? "home.pending.release" : "home.pending.rollback";
        String state = overtaken ? "overtaken" : change.readiness().key();
        return new PendingLine(
                texts.get(
                        way,
                        change.version(),
                        texts.get("environment." + change.environment().key()),
                        texts.get("home.pending." + state)),
                change.branch(),
                change.url(),
                overtaken ? Tone.BAD : Tone.PLAIN);
    }
}
