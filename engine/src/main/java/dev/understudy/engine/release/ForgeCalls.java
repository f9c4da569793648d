package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one operation on a forge: each within its time, all of them within the operation's, and tried again where
 * it may help. The deadline begins with this object. What a forge or a library says is told without the token.
 */
final class ForgeCalls {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final ForgeAddress address;
    private final String token;
    private final ForgePatience patience;
    private final long deadline;

    ForgeCalls(ForgeAddress address, String token, ForgePatience patience) {
        this.address = address;
        this.token = token;
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.total().toNanos();
    }

    /** One try of a call. */
    interface Attempt<T> {
        T run() throws IOException, ForgeRefusal, InterruptedException;
    }

    /** An attempt that answers nothing. */
    interface Act {
        void run() throws IOException, ForgeRefusal, InterruptedException;
    }

    /**
     * Makes a call that may be made twice.
     *
     * @param purpose for messages: "list the pull requests"
     * @throws UnderstudyException FORGE_UNAVAILABLE or FORGE_REFUSED
     */
    <T> T call(String purpose, Attempt<T> attempt) {
        try {
            return callKnowing(purpose, attempt);
        } catch (ForgeRefusal refusal) {
            throw refused(purpose, refusal);
        }
    }

    /** The same without an answer. */
    void act(String purpose, Act act) {
        call(purpose, () -> {
            act.run();
            return true;
        });
    }

    /** The same for a caller who knows what to make of a refusal that stays. */
    <T> T callKnowing(String purpose, Attempt<T> attempt) throws ForgeRefusal {
        for (int tries = 1; ; tries++) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << (tries - 1));
            try {
                return limited(attempt);
            } catch (ForgeRefusal refusal) {
                Duration wanted = refusal.patience().orElse(pause);
                if (!refusal.isPassing() || !pausesAgain(tries, wanted)) {
                    throw refusal;
                }
            } catch (IOException e) {
                if (!pausesAgain(tries, pause)) {
                    throw new UnderstudyException(
                            ErrorCode.FORGE_UNAVAILABLE,
                            "could not " + purpose + " at " + place() + ": " + withoutToken(message(e))
                                    + "; nothing is lost, try again");
                }
            }
        }
    }

    private <T> T limited(Attempt<T> attempt) throws IOException, ForgeRefusal {
        long left = Math.min(deadline - System.nanoTime(), patience.answer().toNanos());
        if (left <= 0) {
            throw new HttpTimeoutException(
                    "no time is left of the " + patience.total().toSeconds() + " s for it");
        }
        FutureTask<T> task = new FutureTask<>(attempt::run);
        Thread thread = Thread.ofVirtual().name("forge").start(task);
        try {
            return task.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new HttpTimeoutException("no answer within " + TimeUnit.NANOSECONDS.toMillis(left) / 1000.0
                    + " s, of " + patience.total().toMillis() / 1000.0 + " s for all calls");
        } catch (InterruptedException e) {
            thread.interrupt();
            throw cancelled(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof ForgeRefusal refusal) {
                throw refusal;
            }
            if (cause instanceof UnderstudyException failure) {
                throw failure;
            }
            // what a library has not foreseen; its words may hold what it was given
            throw new IOException(cause == null ? "" : cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
    }

    /** Pauses, if there is another try and time for it. */
    private boolean pausesAgain(int tries, Duration pause) {
        if (tries >= patience.tries() || pause.toNanos() >= deadline - System.nanoTime()) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private UnderstudyException cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UnderstudyException(ErrorCode.CANCELLED, "interrupted while waiting for " + place(), e);
    }

    private UnderstudyException refused(String purpose, ForgeRefusal refusal) {
        String said = refusal.said().isEmpty() ? "" : ", and says: " + withoutToken(refusal.said());
        String what = place() + " answered " + refusal.status() + " when asked to " + purpose + " of "
                + address.project() + said;
        Optional<Duration> wait = refusal.patience();
        if (refusal.isPassing()) {
            return new UnderstudyException(
                    ErrorCode.FORGE_UNAVAILABLE,
                    what + "; try again "
                            + wait.map(time -> "in " + time.toSeconds() + " s").orElse("later"));
        }
        return new UnderstudyException(ErrorCode.FORGE_REFUSED, what + "; " + advice(refusal.status()));
    }

    private String advice(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "redirects are not followed with a token: set release.forgeAddress to where it really is";
            case 401 ->
                token.isEmpty()
                        ? "it wants a token: set UNDERSTUDY_RELEASE_TOKEN or release.tokenFile"
                        : "the token is wrong or has expired: set another one in UNDERSTUDY_RELEASE_TOKEN or"
                                + " release.tokenFile";
            case 403 ->
                "the token may not do that: it needs the right to read and write pull requests"
                        + (address.kind() == ForgeKind.GITLAB ? " (scope api, role Developer)" : "")
                        + " and the contents of that project";
            case 404 ->
                "there is no such project, or the token may not see it: check release.project, release.forgeAddress"
                        + " and the token's rights";
            case 400, 409, 422 -> "it does not take the request as it is: see what it says";
            default -> "this answer was not expected: check release.forgeAddress";
        };
    }

    private String place() {
        return address.kind().label() + " (" + address.host() + ")";
    }

    private static String message(@Nullable Throwable failure) {
        String last = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            last = message == null ? cause.getClass().getSimpleName() : message;
        }
        return last;
    }

    private String withoutToken(String text) {
        String clean = PlainText.line(text, 500);
        return token.isEmpty() ? clean : clean.replace(token, "(hidden)");
    }
}
