package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.random.RandomGenerator;

/**
 * The id of a job, which nobody can guess: {@code j-} and 26 letters and digits that hold 130 random bits.
 *
 * @param text the id
 */
public record JobId(String text) {
    private static final String BEGIN = "j-";
    /** As many as five bits tell apart. */
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 26;

    /**
     * An id that somebody names.
     *
     * @throws UnderstudyException UNKNOWN_ID if no job can have it
     */
    public JobId {
        if (!isOne(text)) {
            throw new UnderstudyException(ErrorCode.UNKNOWN_ID, "there is no such job");
        }
    }

    /**
     * A fresh one.
     *
     * @param random cannot be foretold: a {@link java.security.SecureRandom} in a program
     */
    public static JobId fresh(RandomGenerator random) {
        byte[] bits = new byte[LENGTH];
        random.nextBytes(bits); // at once: each call of a secure one waits for a lock
        StringBuilder text = new StringBuilder(BEGIN.length() + LENGTH).append(BEGIN);
        for (byte some : bits) {
            text.append(DIGITS.charAt(some & (DIGITS.length() - 1)));
        }
        return new JobId(text.toString());
    }

    private static boolean isOne(String text) {
        if (text.length() != BEGIN.length() + LENGTH || !text.startsWith(BEGIN)) {
            return false;
        }
        for (int i = BEGIN.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
