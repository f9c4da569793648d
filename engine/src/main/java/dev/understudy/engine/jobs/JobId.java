package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a job, which nobody can guess: {@code j-} and 26 letters and digits that hold 130 random bits.
 *
 * @param text the id
 */
public record JobId(String text) {
    private static final Pattern FORM = Pattern.compile("j-[0-9a-z]{26}");
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    /**
     * An id that somebody names.
     *
     * @throws UnderstudyException UNKNOWN_ID if no job can have it
     */
    public JobId {
        if (!FORM.matcher(text).matches()) {
            throw new UnderstudyException(ErrorCode.UNKNOWN_ID, "there is no such job");
        }
    }

    /**
     * A fresh one.
     *
     * @param random cannot be foretold: a {@link java.security.SecureRandom} in a program
     */
    public static JobId fresh(RandomGenerator random) {
        StringBuilder text = new StringBuilder("j-");
        for (int i = 0; i < LENGTH; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new JobId(text.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
