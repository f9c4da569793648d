package dev.understudy.engine.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server that speaks what the store needs of the JSON API of Google Cloud Storage: uploads in one or in pieces,
 * conditions on generations, checksums, ranges, lists in pages; and that breaks on demand. One bucket, in memory.
 */
@SuppressWarnings({"ArrayRecordComponent", "StringSplitter"
}) // bytes are compared by nobody; what is split is the client's own
public final class GcsServer implements AutoCloseable {
    /** How a request goes wrong. */
    public sealed interface Fault {
        /** Another status, before anything was done. */
        record Status(int code) implements Fault {}

        /** The connection is reset, before anything was done. */
        record Reset() implements Fault {}

        /** Done, and then the connection is reset: the answer is lost. */
        record LostAnswer() implements Fault {}

        /** The body comes one byte at a time, with a pause after each. */
        record Trickle(long pauseMillis) implements Fault {}

        /** The body ends half-way. */
        record CutShort() implements Fault {}

        /** A bit in the middle of the body is another. */
        record FlippedBit() implements Fault {}

        /** Another generation takes the object's place before it is read. */
        record Replaced(byte[] content) implements Fault {}
    }

    /** A request as faults see it. */
    public record Request(
            String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
        /** Whether it brings bytes. */
        public boolean isUpload() {
            return path.startsWith("/upload/") || path.startsWith("/resumable/upload/");
        }

        /** Whether it asks for bytes. */
        public boolean isMedia() {
            return method.equals("GET") && "media".equals(query.get("alt"));
        }
    }

    private record Stored(byte[] content, long generation) {}

    private static final class Session {
        private final String name;
        private final boolean mustBeNew;
        private final String crc32c;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Session(String name, boolean mustBeNew, String crc32c) {
            this.name = name;
            this.mustBeNew = mustBeNew;
            this.crc32c = crc32c;
        }
    }

    private record Answer(int status, Map<String, String> headers, byte[] body) {}

    private static final class Planned {
        private final Predicate<Request> which;
        private final Fault fault;
        private int times;

        Planned(Predicate<Request> which, Fault fault, int times) {
            this.which = which;
            this.fault = fault;
            this.times = times;
        }
    }

    private static final int PAGE = 2;

    private final String bucket;
    private final ServerSocket listener;
    private final Map<String, Stored> objects = new TreeMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final List<Planned> planned = new ArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private long generation = 1;

    /** A server with one empty bucket, on a free port of the loopback address. */
    public GcsServer(String bucket) throws IOException {
        this.bucket = bucket;
        this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The next so many requests of a kind go wrong. */
    public synchronized void breaks(int times, Predicate<Request> which, Fault fault) {
        planned.add(new Planned(which, fault, times));
    }

    /** Nothing goes wrong any more. */
    public synchronized void mend() {
        planned.clear();
    }

    /** What came, oldest first. */
    public List<Request> requests() {
        return Collections.unmodifiableList(requests);
    }

    /** Puts an object, as only others than the store do. */
    synchronized void put(String name, byte[] content) {
        objects.put(name, new Stored(content, generation++));
    }

    synchronized List<String> names() {
        return List.copyOf(objects.keySet());
    }

    synchronized byte[] content(String name) {
        return objects.get(name).content();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                Fault fault = fault(request);
                if (fault instanceof Fault.Reset) {
                    reset(socket);
                    return;
                }
                if (fault instanceof Fault.Replaced(byte[] content)) {
                    put(request.path().substring(request.path().lastIndexOf("/o/") + 3), content);
                }
                Answer answer = fault instanceof Fault.Status(int code) ? problem(code) : answer(request);
                if (fault instanceof Fault.LostAnswer) {
                    reset(socket);
                    return;
                }
                if (!write(out, answer, fault)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client went away
        } finally {
            open.remove(socket);
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private synchronized Fault fault(Request request) {
        for (Planned plan : planned) {
            if (plan.times > 0 && plan.which.test(request)) {
                plan.times--;
                return plan.fault;
            }
        }
        return null;
    }

    private static Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null || line.isEmpty()) {
            return null;
        }
        String[] start = line.split(" ");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        byte[] body = "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))
                ? chunks(in)
                : exactly(in, Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        if ("gzip".equalsIgnoreCase(headers.get("Content-Encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        int mark = start[1].indexOf('?');
        String path = mark < 0 ? start[1] : start[1].substring(0, mark);
        Map<String, String> query = new HashMap<>();
        if (mark >= 0) {
            for (String pair : start[1].substring(mark + 1).split("&")) {
                int equals = pair.indexOf('=');
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Request(start[0], decoded(path), query, headers, body);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.write(next);
            }
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            if (size == null) {
                throw new EOFException();
            }
            int length = Integer.parseInt(size.split(";")[0].strip(), 16);
            all.write(exactly(in, length));
            line(in);
            if (length == 0) {
                return all.toByteArray();
            }
        }
    }

    /** Whether the connection stays. */
    private static boolean write(OutputStream out, Answer answer, Fault fault) throws IOException {
        byte[] body = answer.body();
        if (fault instanceof Fault.FlippedBit && body.length > 0) {
            body = body.clone();
            body[body.length / 2] ^= 0x10;
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " x\r\nContent-Length: " + body.length);
        answer.headers()
                .forEach((name, value) ->
                        head.append("\r\n").append(name).append(": ").append(value));
        out.write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        if (fault instanceof Fault.CutShort) {
            out.write(body, 0, body.length / 2);
            out.flush();
            return false;
        }
        if (fault instanceof Fault.Trickle(long pauseMillis)) {
            for (byte each : body) {
                out.write(each);
                out.flush();
                try {
                    Thread.sleep(pauseMillis); // it is what this fault is
                } catch (InterruptedException e) {
                    return false;
                }
            }
            return true;
        }
        out.write(body);
        out.flush();
        return true;
    }

    private static Answer problem(int status) {
        ObjectNode error = JsonMapper.shared().createObjectNode();
        error.putObject("error").put("code", status).put("message", "status " + status);
        return json(status, error);
    }

    private static Answer json(int status, JsonNode body) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private synchronized Answer answer(Request request) {
        String objectPath = "/storage/v1/b/" + bucket + "/o";
        String path = request.path().replaceFirst("^/(upload|resumable/upload|download)(?=/)", "");
        if (!path.equals(objectPath) && !path.startsWith(objectPath + "/")) {
            return problem(404);
        }
        return switch (request.method()) {
            case "POST" -> "resumable".equals(request.query().get("uploadType")) ? begin(request) : multipart(request);
            case "PUT" -> piece(request);
            case "GET" ->
                path.equals(objectPath) ? list(request.query()) : get(request, path.substring(objectPath.length() + 1));
            default -> problem(405);
        };
    }

    private Answer multipart(Request request) {
        String type = request.headers().get("Content-Type");
        String boundary = type.replaceFirst(".*boundary=\"?([^\";]+).*", "$1");
        String text = new String(request.body(), StandardCharsets.ISO_8859_1);
        String[] parts = text.split("--" + java.util.regex.Pattern.quote(boundary));
        JsonNode resource = JsonMapper.shared().readTree(part(parts[1]));
        byte[] content = part(parts[2]).getBytes(StandardCharsets.ISO_8859_1);
        String name = request.query().getOrDefault("name", resource.path("name").asString(""));
        return create(name, "0".equals(request.query().get("ifGenerationMatch")), checksum(resource), content);
    }

    private static String part(String part) {
        String afterHead = part.substring(part.indexOf("\r\n\r\n") + 4);
        return afterHead.substring(0, afterHead.length() - 2);
    }

    private static String checksum(JsonNode resource) {
        return resource.path("crc32c").asString("");
    }

    private Answer begin(Request request) {
        JsonNode resource = JsonMapper.shared().readTree(request.body());
        String name = request.query().getOrDefault("name", resource.path("name").asString(""));
        boolean mustBeNew = "0".equals(request.query().get("ifGenerationMatch"));
        if (mustBeNew && objects.containsKey(name)) {
            return problem(412);
        }
        String id = "session-" + (sessions.size() + 1);
        sessions.put(id, new Session(name, mustBeNew, checksum(resource)));
        return new Answer(
                200,
                Map.of(
                        "Location",
                        endpoint() + "/upload/storage/v1/b/" + bucket + "/o?uploadType=resumable&upload_id=" + id),
                new byte[0]);
    }

    private Answer piece(Request request) {
        Session session = sessions.get(request.query().get("upload_id"));
        if (session == null) {
            return problem(410);
        }
        String range =
                request.headers().getOrDefault("Content-Range", "bytes */*").replace("bytes ", "");
        String total = range.substring(range.indexOf('/') + 1);
        if (!range.startsWith("*")) {
            int from = Integer.parseInt(range.substring(0, range.indexOf('-')));
            if (from > session.content.size()) {
                return problem(503);
            }
            int known = session.content.size() - from;
            session.content.write(request.body(), known, Math.max(0, request.body().length - known));
        }
        if (!total.equals("*") && session.content.size() == Integer.parseInt(total)) {
            return create(session.name, session.mustBeNew, session.crc32c, session.content.toByteArray());
        }
        return new Answer(
                308,
                session.content.size() == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (session.content.size() - 1)),
                new byte[0]);
    }

    private Answer create(String name, boolean mustBeNew, String crc32c, byte[] content) {
        if (mustBeNew && objects.containsKey(name)) {
            return problem(412);
        }
        if (!crc32c.isEmpty() && !crc32c.equals(checksum(content))) {
            return problem(400);
        }
        put(name, content);
        return json(200, resource(name, objects.get(name)));
    }

    private ObjectNode resource(String name, Stored stored) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("kind", "storage#object")
                .put("id", bucket + "/" + name + "/" + stored.generation())
                .put("bucket", bucket)
                .put("name", name)
                .put("generation", Long.toString(stored.generation()))
                .put("metageneration", "1")
                .put("size", Integer.toString(stored.content().length))
                .put("crc32c", checksum(stored.content()));
    }

    private static String checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private Answer get(Request request, String name) {
        Stored stored = objects.get(name);
        String wanted = request.query().get("generation");
        if (stored == null || (wanted != null && Long.parseLong(wanted) != stored.generation())) {
            return problem(404);
        }
        String match = request.query().get("ifGenerationMatch");
        if (match != null && Long.parseLong(match) != stored.generation()) {
            return problem(412);
        }
        if (!request.isMedia()) {
            return json(200, resource(name, stored));
        }
        byte[] content = stored.content();
        String range = request.headers().get("Range");
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/octet-stream");
        headers.put("x-goog-generation", Long.toString(stored.generation()));
        headers.put("x-goog-hash", "crc32c=" + checksum(content));
        if (range == null) {
            return new Answer(200, headers, content);
        }
        String[] ends = range.toLowerCase(Locale.ROOT).replace("bytes=", "").split("-", -1);
        int from = Integer.parseInt(ends[0]);
        if (from >= content.length) {
            return problem(416);
        }
        int to = ends[1].isEmpty() ? content.length - 1 : (int) Math.min(content.length - 1, Long.parseLong(ends[1]));
        headers.put("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
        return new Answer(206, headers, Arrays.copyOfRange(content, from, to + 1));
    }

    private Answer list(Map<String, String> query) {
        List<String> names = objects.keySet().stream()
                .filter(name -> name.startsWith(query.getOrDefault("prefix", "")))
                .toList();
        int from = Integer.parseInt(query.getOrDefault("pageToken", "0"));
        ObjectNode page = JsonMapper.shared().createObjectNode().put("kind", "storage#objects");
        ArrayNode items = page.putArray("items");
        names.stream().skip(from).limit(PAGE).forEach(name -> items.add(resource(name, objects.get(name))));
        if (from + PAGE < names.size()) {
            page.put("nextPageToken", Integer.toString(from + PAGE));
        }
        return json(200, page);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
