package dev.understudy.server.http;

import io.helidon.http.HttpException;
import io.helidon.http.HttpMediaType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads the text of a request's body, within its limits. */
final class RequestBody {
    /** The longest body, in bytes, as it is sent and as it is unpacked. */
    static final int LONGEST = 8 << 20;

    private static final int BUFFER = 16 << 10;
    /** Before anything has come, nobody gets more than this. */
    private static final int FIRST_BUFFER = 4 << 10;

    private static final char REPLACEMENT = '\uFFFD';

    private final ReadingDeadline deadline;

    RequestBody(ReadingDeadline deadline) {
        this.deadline = deadline;
    }

    /** The body's text; the call is let in once it is here. */
    String read(ServerRequest request, Admission.Pass pass) {
        boolean json = request.headers()
                .contentType()
                .map(HttpMediaType::text)
                .map(RequestBody::isJson)
                .orElse(false);
        if (!json) {
            throw RequestRefused.of(
                    HttpFault.UNSUPPORTED_MEDIA_TYPE, "expected Content-Type: application/json, in UTF-8");
        }
        return text(request, pass);
    }

    private static boolean isJson(String mediaType) {
        String[] parts = mediaType
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .replace("\"", "")
                .split(";", -1);
        boolean utf8 = true;
        for (String part : parts) {
            utf8 &= !part.startsWith("charset=") || part.equals("charset=utf-8");
        }
        return utf8 && parts[0].equals("application/json");
    }

    private String text(ServerRequest request, Admission.Pass pass) {
        try (ReadingDeadline.Running _ = deadline.begin()) {
            // closed only after its end: to close it earlier means to read the rest
            InputStream in = request.content().inputStream();
            // one more than is announced: the end is then seen without more room
            byte[] bytes = new byte
                    [(int) Math.min(
                            FIRST_BUFFER, request.headers().contentLength().orElse(FIRST_BUFFER) + 1)];
            int size = 0;
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes, size, bytes.length - size)) {
                size += read;
                if (size > LONGEST) {
                    throw RequestRefused.amidst(
                            HttpFault.BODY_TOO_LARGE, "expected a body of at most " + LONGEST + " bytes, unpacked");
                }
                if (size == bytes.length) {
                    int room = Math.min(2 * size, LONGEST + 1);
                    pass.holds(room); // before it is there: a single read may wait until all of it is filled
                    bytes = Arrays.copyOf(bytes, room);
                }
            }
            in.close();
            pass.enter(size);
            return text(bytes, size);
        } catch (RequestRefused e) {
            throw e;
        } catch (RequestException e) { // the server's own limits: of what is sent, and of what comes out of it
            throw refused(e.status());
        } catch (HttpException e) {
            throw refused(e.status());
        } catch (IOException | RuntimeException e) {
            // cut short, too slow, or not gzip: the rest of the connection makes no sense any more
            throw RequestRefused.amidst(HttpFault.MALFORMED_REQUEST, "the body cannot be read to its end");
        }
    }

    private static RequestRefused refused(Status status) {
        return status.code() == HttpFault.BODY_TOO_LARGE.status()
                ? RequestRefused.amidst(
                        HttpFault.BODY_TOO_LARGE, "expected a body of at most " + LONGEST + " bytes, unpacked")
                : RequestRefused.amidst(HttpFault.MALFORMED_REQUEST, "the body is not well-formed HTTP/1.1");
    }

    /** Unpacks; a header that is none ends the reading. */
    static InputStream unpacked(InputStream packed) {
        try {
            return new GZIPInputStream(packed, BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes, int size) {
        String text = new String(bytes, 0, size, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) { // the quick way, which puts this for whatever is not well-formed
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, size))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RequestRefused.of(HttpFault.MALFORMED_REQUEST, "the body is not UTF-8");
        }
    }
}
