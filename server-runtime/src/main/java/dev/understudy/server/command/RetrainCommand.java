package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.notify.Notifier;
import dev.understudy.engine.notify.Told;
import dev.understudy.engine.pipeline.RetrainingJob;
import dev.understudy.engine.pipeline.RetrainingNotice;
import dev.understudy.engine.pipeline.RetrainingRhythm;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.SettingKey;
import dev.understudy.server.metrics.PrometheusPush;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The scheduled retraining. */
@Command(
        name = "retrain",
        description =
                "The scheduled job: train a candidate as of the moment less the task's simulation window, simulate"
                        + " its release on that window against what is live, and release it to staging if that is asked for and"
                        + " the gate approves. For the same moment again it does nothing twice.")
final class RetrainCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "the moment that it is for; default: now, which is another moment each time")
    private Optional<Instant> asOf = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "the rhythm of the schedule, an ISO-8601 duration such as P1D: it is for the beginning of the"
                    + " period that is now, of the day in UTC for P1D, so that a run that starts late or again is the"
                    + " same retraining; not together with --as-of")
    private Optional<Duration> every = Optional.empty();

    @Option(
            names = "--release",
            paramLabel = "staging",
            description =
                    "release the candidate there if it is approved; exit code 10 if it is rejected or not released,"
                            + " 11 if the verdict is inconclusive")
    private Optional<String> release = Optional.empty();

    @Option(names = "--require-approved", description = "end with exit code 10 if rejected and 11 if inconclusive")
    private boolean requireApproved;

    @Option(
            names = "--any-verdict",
            description =
                    "end with exit code 0 whatever the verdict is, for schedulers that take every other code for a"
                            + " failure; an approved candidate that was not released is still 10")
    private boolean anyVerdict;

    @Override
    int run(Engine engine) {
        Instant moment = moment(engine.clock().instant());
        if (requireApproved && anyVerdict) {
            throw new UnderstudyException(ErrorCode.USAGE, "pass one of --require-approved and --any-verdict");
        }
        Notifier notifier = engine.notifier(this::tell); // what its settings get wrong is told before the work
        Optional<PrometheusPush> push = Optional.of(
                        engine.workspace().settings().value(SettingKey.METRICS_PUSHGATEWAY))
                .filter(address -> !address.isEmpty())
                .map(PrometheusPush::to);
        RetrainingJob.Retrained done =
                engine.retrainingJob().run(task(engine, task), moment, release.map(Environment::ofKey), progress());
        if (done.repeated()) {
            tell("nothing to do: this retraining was done before");
        }
        if (done.otherSpecifications() > 0) {
            tell("the task file has changed between runs of this moment: there are " + done.otherSpecifications()
                    + " other retrainings of it, by what it said before");
        }
        done.refused().ifPresent(refused -> tell("not released: " + refused.reason()));
        List<Told> told = done.repeated() ? List.of() : notifier.tell(RetrainingNotice.of(done));
        told.forEach(channel ->
                channel.failure().ifPresent(reason -> tell("could not tell by " + channel.channel() + ": " + reason)));
        Optional<Told> metrics = push.map(gateway ->
                new Told("pushgateway", gateway.push(done, engine.clock().instant())));
        metrics.flatMap(Told::failure).ifPresent(reason -> tell("could not leave the metrics: " + reason));
        print(RetrainingDocument.of(done, told, metrics), RetrainingDocument.text(done));
        if (release.isEmpty() && !requireApproved) {
            return ExitCode.DONE;
        }
        return switch (done.simulation().verdict()) {
            case GateVerdict.Approved approved ->
                done.refused()
                        .map(refused -> ExitCode.of(refused.rule().category()))
                        .orElse(ExitCode.DONE);
            case GateVerdict.Rejected rejected -> anyVerdict ? ExitCode.DONE : ExitCode.NOT_APPROVED;
            case GateVerdict.Inconclusive inconclusive -> anyVerdict ? ExitCode.DONE : ExitCode.INCONCLUSIVE;
        };
    }

    private Instant moment(Instant now) {
        if (asOf.isPresent() && every.isPresent()) {
            throw new UnderstudyException(ErrorCode.USAGE, "pass one of --as-of and --every");
        }
        return asOf.or(() -> every.map(period -> new RetrainingRhythm(period).latest(now)))
                .orElseGet(() -> now.truncatedTo(ChronoUnit.MICROS));
    }
}
