package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.util.regex.Pattern;

/**
 * Who stands in the commits as author and committer.
 *
 * @param name one line without angle brackets
 * @param email likewise, without spaces
 */
public record CommitIdentity(String name, String email) {
    private static final Pattern NAME = Pattern.compile("[^<>\\p{Cntrl}]{1,100}");
    private static final Pattern EMAIL = Pattern.compile("[^<>\\s\\p{Cntrl}]{1,200}");

    /**
     * Checks the identity.
     *
     * @throws UnderstudyException with {@link ErrorCode#WORKSPACE_INVALID}, as it comes from the settings
     */
    public CommitIdentity {
        if (!NAME.matcher(name).matches() || name.isBlank()) {
            throw invalid("a committer's name is one line without < and >", name);
        }
        if (!EMAIL.matcher(email).matches()) {
            throw invalid("a committer's e-mail has no spaces, < or >", email);
        }
    }

    private static UnderstudyException invalid(String expected, String text) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, expected + ", and not " + Quoted.of(text));
    }
}
