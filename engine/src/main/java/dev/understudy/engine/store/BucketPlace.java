package dev.understudy.engine.store;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in Google Cloud Storage a store lies, and how long it may take to answer.
 *
 * @param bucket the bucket's name
 * @param folder what the names of all objects begin with; none: they lie at the top of the bucket
 * @param endpoint another address of the service, without a path: an emulator, or a private one
 * @param patience how long a call may take, retries and pauses included; transfers get a second more for each 256 KiB
 */
public record BucketPlace(String bucket, Optional<ObjectPath> folder, Optional<URI> endpoint, Duration patience) {
    /** The rules of the service for names, but for domains as names. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{1,220}[a-z0-9])");

    private static final int BYTES_A_SECOND = 256 * 1024;

    /**
     * Checks the place.
     *
     * @throws UnderstudyException with {@link ErrorCode#WORKSPACE_INVALID}
     */
    public BucketPlace {
        if (!NAME.matcher(bucket).matches()) {
            throw invalid(
                    Quoted.of(bucket)
                            + " is no name of a bucket: expected 3 to 222 of a-z, 0-9, '.', '_' and '-', without gs:// before them");
        }
        if (endpoint.isPresent() && !isService(endpoint.get())) {
            // not the address itself: somebody may have put a password into it
            throw invalid("the endpoint of the bucket: expected an address such as http://127.0.0.1:4443 or"
                    + " https://storage.example.org, without user, path, query and fragment");
        }
        if (!patience.isPositive()) {
            throw invalid("the patience with the bucket: expected a duration above zero");
        }
    }

    /**
     * Reads a place out of texts as they stand in settings.
     *
     * @param folder empty: the top of the bucket
     * @param endpoint empty: Google's own
     * @param patience an ISO-8601 duration
     * @throws UnderstudyException with {@link ErrorCode#WORKSPACE_INVALID}
     */
    public static BucketPlace of(String bucket, String folder, String endpoint, Duration patience) {
        if (!folder.isEmpty() && !ObjectPath.isValid(folder)) {
            throw invalid(Quoted.of(folder) + " is no folder in a bucket: expected names with slashes between, of A-Z,"
                    + " a-z, 0-9, '.', '_' and '-'");
        }
        return new BucketPlace(
                bucket,
                folder.isEmpty() ? Optional.empty() : Optional.of(new ObjectPath(folder)),
                endpoint.isEmpty() ? Optional.empty() : Optional.of(address(endpoint)),
                patience);
    }

    private static URI address(String text) {
        try {
            return new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (URISyntaxException e) {
            // without the cause, whose message has the whole text
            throw invalid("the endpoint of the bucket is no address, at character " + e.getIndex());
        }
    }

    private static boolean isService(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static UnderstudyException invalid(String message) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, message);
    }

    /** Nobody's credentials go over a connection that anybody can read. */
    boolean isAnonymous() {
        return endpoint.isPresent() && "http".equalsIgnoreCase(endpoint.get().getScheme());
    }

    String name(ObjectPath path) {
        return folder.map(prefix -> prefix + "/" + path).orElseGet(path::text);
    }

    /** The address of what lies at the top, with a slash at its end. */
    String root() {
        return "gs://" + bucket + "/" + folder.map(prefix -> prefix + "/").orElse("");
    }

    Duration patienceFor(long bytes) {
        return patience.plusSeconds(bytes / BYTES_A_SECOND);
    }

    @Override
    public String toString() {
        return root().substring(0, root().length() - 1);
    }
}
