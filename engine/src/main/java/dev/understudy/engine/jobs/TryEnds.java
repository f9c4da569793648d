package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCategory;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.serving.Refusal;

/** What a try's answer, or what it threw, means for its job. */
final class TryEnds {
    /** What owners may know of trouble that is not of their making. */
    private static final String OURS = "the service is at fault; its log says more";

    private TryEnds() {}

    static JobEnd of(JobLease lease, PredictionAnswer answer) {
        return switch (answer) {
            case PredictionAnswer.Answered answered -> new JobEnd.Succeeded(lease, JobResultJson.write(answered));
            case PredictionAnswer.Refused(Refusal refusal) ->
                new JobEnd.Failed(
                        lease,
                        new JobFailure(refusal.code().code(), "event " + refusal.index() + ": " + refusal.reason()));
        };
    }

    /** The end of a try that threw something which says nothing of other jobs. */
    static JobEnd of(JobLease lease, Throwable thrown) {
        return isRefusal(thrown) ? new JobEnd.Failed(lease, failure(thrown)) : new JobEnd.Retry(lease, failure(thrown));
    }

    /** Whether no job of the task can be worked on here now. */
    static boolean isUnavailable(Throwable thrown) {
        return thrown instanceof UnderstudyException known && known.code().category() == ErrorCategory.UNAVAILABLE;
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof UnderstudyException known
                && (known.code() == ErrorCode.DATA_INVALID || known.code() == ErrorCode.EVENT_CONFLICT);
    }

    static JobFailure failure(Throwable thrown) {
        if (thrown instanceof UnderstudyException known) {
            return new JobFailure(known.code().code(), isRefusal(thrown) ? known.getMessage() : OURS);
        }
        return new JobFailure(ErrorCode.INTERNAL.code(), OURS);
    }
}
