package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Tells a pod which model to serve.
 *
 * @param uri where the files of the version lie, such as {@code gs://bucket/models/hotels/v3}; no credentials in it
 * @param version the version of the task; not one that lives elsewhere, as that has no files
 * @param digest of the version's manifest; what a pod loads must have it
 * @param release the counter of releases and rollbacks of this task and environment, from 1; a pod refuses a lower one
 */
public record ModelPointer(String uri, VersionName version, Digest digest, long release) {
    static final long HIGHEST_RELEASE = 999_999_999_999L;
    private static final int LONGEST_URI = 2_000;

    /**
     * Checks the pointer.
     *
     * @throws UnderstudyException with {@link ErrorCode#DATA_INVALID}
     */
    public ModelPointer {
        checkUri(uri);
        if (version.isExternal()) {
            throw invalid("version " + version + " lives elsewhere and has no files that a pod could serve");
        }
        if (release < 1 || release > HIGHEST_RELEASE) {
            throw invalid("the release counter is a number from 1 to " + HIGHEST_RELEASE + ", and not " + release);
        }
    }

    /** Whether both point to the same model at the same place, whatever their counters. */
    public boolean isSameModel(ModelPointer other) {
        return uri.equals(other.uri) && version.equals(other.version) && digest.equals(other.digest);
    }

    private static void checkUri(String text) {
        try {
            URI uri = new URI(text);
            String authority = uri.getRawAuthority();
            boolean credentials = authority != null && authority.contains("@");
            boolean plain = text.length() <= LONGEST_URI && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '\'');
            if (!plain || credentials || !uri.isAbsolute() || uri.isOpaque()) {
                // the text may hold a password, so it is not repeated
                throw invalid("the address of a model is a scheme and a path in plain ASCII, of at most " + LONGEST_URI
                        + " characters and without user name or password");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw invalid("the address of a model has no '?' and no '#'");
            }
        } catch (URISyntaxException e) {
            throw invalid(
                    "the address of a model is a URI: " + Quoted.of(e.getReason()) + " at character " + e.getIndex());
        }
    }

    private static UnderstudyException invalid(String message) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, message);
    }
}
