package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether staging's pods have what production is to take. */
sealed interface StagedPods {
    /** All that were asked serve it; nobody was asked counts too, as the settings then know of no pods. */
    record AsStaged() implements StagedPods {}

    /**
     * At least one of them does not.
     *
     * @param reason which pod says what, in one sentence
     */
    record Otherwise(String reason) implements StagedPods {}

    /** Asks when it is first wanted, and once: what is decided anew a second later need not ask again. */
    static Supplier<StagedPods> asked(StagingPods pods, ReleaseRequest request) {
        return new Supplier<>() {
            private Optional<StagedPods> answer = Optional.empty();

            @Override
            public StagedPods get() {
                if (answer.isEmpty()) {
                    answer = Optional.of(check(pods.ask(request.task()), request));
                }
                return answer.get();
            }
        };
    }

    /**
     * Judges what they said.
     *
     * @throws UnderstudyException PODS_UNAVAILABLE if none of them answered
     */
    static StagedPods check(List<PodReport> reports, ReleaseRequest request) {
        if (!reports.isEmpty() && reports.stream().allMatch(report -> report.answer() instanceof PodReport.Away)) {
            throw new UnderstudyException(
                    ErrorCode.PODS_UNAVAILABLE,
                    "production takes only what staging's pods report, and none of them answers: " + words(reports)
                            + "; try again, or see release.stagingPods");
        }
        List<PodReport> others = reports.stream()
                .filter(report -> !serves(report, request.digest()))
                .toList();
        return others.isEmpty()
                ? new AsStaged()
                : new Otherwise("production takes only what all of staging's pods report, which is to be "
                        + request.version() + " (" + request.digest() + "), and " + words(others));
    }

    private static boolean serves(PodReport report, Digest digest) {
        return report.answer() instanceof PodReport.Serves(String version, Digest served) && served.equals(digest);
    }

    private static String words(List<PodReport> reports) {
        return reports.stream()
                .map(report -> report.pod() + " " + words(report.answer()))
                .collect(Collectors.joining("; "));
    }

    private static String words(PodReport.Answer answer) {
        return switch (answer) {
            case PodReport.Serves(String version, Digest digest) -> "serves " + version + " (" + digest + ")";
            case PodReport.NotReady(String reason) -> "is not ready: " + reason;
            case PodReport.Away(String reason) -> "does not answer: " + reason;
        };
    }
}
