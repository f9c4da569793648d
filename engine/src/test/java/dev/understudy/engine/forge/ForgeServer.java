package dev.understudy.engine.forge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.PersonIdent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A forge with one project, on a free port of the loopback address: keeps pull requests, writes down what is asked, breaks
 * on demand, and merges in a bare repository when the test plays the people who press its buttons.
 */
public abstract class ForgeServer implements AutoCloseable {
    /** The token that it takes. */
    public static final String TOKEN = "canary-5d1f7c0e9b";

    protected static final JsonMapper JSON = JsonMapper.shared();

    /** How a request goes wrong. */
    public sealed interface Fault {
        /** Another answer, before anything was done. */
        record Status(int code, Map<String, String> headers, String body) implements Fault {
            public Status(int code) {
                this(code, Map.of(), "{\"message\": \"status " + code + "\"}");
            }
        }

        /** The connection is cut, before anything was done. */
        record Cut() implements Fault {}

        /** Done, and then the connection is cut: the answer is lost. */
        record LostAnswer() implements Fault {}

        /** No answer ever comes. */
        record Hang() implements Fault {}
    }

    /** A request as it came; fields are those of its form or JSON document. */
    public record Request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            Map<String, String> fields) {
        /** Whether it is one of these, by the end of its path. */
        public boolean is(String verb, String end) {
            return method.equals(verb) && path.endsWith(end);
        }
    }

    /** An answer. */
    protected record Answer(int status, Object body) {}

    private record Planned(Predicate<Request> which, Fault fault, AtomicInteger times) {}

    private final HttpServer server;
    private final BareRepository repository;
    private final List<Pull> pulls = new ArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @SuppressWarnings("this-escape") // it answers nobody before it has told its address
    protected ForgeServer(Path repository, PersonIdent forge) {
        this.repository = new BareRepository(repository, forge);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** The settings with which a workspace uses it. */
    public abstract Map<String, String> settings();

    protected final URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next so many requests of a kind go wrong. */
    public final synchronized void breaks(int times, Predicate<Request> which, Fault fault) {
        planned.add(new Planned(which, fault, new AtomicInteger(times)));
    }

    /** Nothing goes wrong any more. */
    public final synchronized void mend() {
        planned.clear();
    }

    /** What came, oldest first. */
    public final List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Those that change something. */
    public final List<Request> changes() {
        return requests.stream()
                .filter(request -> !request.method().equals("GET"))
                .toList();
    }

    /** All pull requests, oldest first. */
    public final synchronized List<Pull> pulls() {
        return List.copyOf(pulls);
    }

    /** The branches of its repository. */
    public final List<String> branches() {
        return repository.branches();
    }

    /** The only open pull request. */
    public final Pull open() {
        List<Pull> open =
                pulls().stream().filter(pull -> pull.state.equals("open")).toList();
        if (open.size() != 1) {
            throw new AssertionError(open.size() + " pull requests are open");
        }
        return open.getFirst();
    }

    /** Somebody merges it; gives the main branch's new commit. */
    public final synchronized String merge(Pull pull, MergeKind kind, Instant at) {
        String squash = switch (kind) {
            case SQUASH_TITLE -> pull.title;
            case SQUASH_DESCRIPTION -> squashTitle(pull) + "\n\n" + pull.body;
            default -> squashTitle(pull) + repository.message(pull.branch).substring(pull.title.length());
        };
        String commit = repository.merge(pull.branch, kind, mergeMessage(pull), squash, at);
        pull.state = "merged";
        return commit;
    }

    protected abstract String mergeMessage(Pull pull);

    protected abstract String squashTitle(Pull pull);

    /** Somebody closes it without merging. */
    public final synchronized void close(Pull pull) {
        pull.state = "closed";
    }

    /** Somebody opens it again. */
    public final synchronized void reopen(Pull pull) {
        pull.state = "open";
    }

    /** Somebody brings its branch up to date. */
    public final void update(Pull pull, Instant at) {
        repository.update(pull.branch, at);
    }

    /** Somebody deletes its branch. */
    public final void deleteBranch(Pull pull) {
        repository.delete(pull.branch);
    }

    /** A stranger opens one from a fork, whose branch has such a name. */
    public final synchronized Pull openFromFork(String branch) {
        return add(branch, true, "a stranger's", "");
    }

    protected final synchronized Pull add(String branch, boolean ofFork, String title, String body) {
        Pull pull = new Pull(pulls.size() + 1L, branch, ofFork, title, body);
        pulls.add(pull);
        return pull;
    }

    protected final synchronized Pull pull(String number) {
        return pulls.get(Integer.parseInt(number) - 1);
    }

    protected final boolean hasBranch(String branch) {
        return repository.tip(branch).isPresent();
    }

    protected final String tip(Pull pull) {
        return repository.tip(pull.branch).orElse("0".repeat(40));
    }

    protected final boolean fits(Pull pull) {
        return hasBranch(pull.branch) && repository.fits(pull.branch);
    }

    protected abstract boolean isAllowed(Request request);

    protected abstract Answer answer(Request request);

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            Fault fault = fault(request);
            if (fault instanceof Fault.Cut) {
                return; // closing without an answer cuts the connection
            }
            if (fault instanceof Fault.Hang) {
                end.await();
                return;
            }
            if (fault instanceof Fault.Status(int code, Map<String, String> headers, String body)) {
                headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
                send(exchange, code, body);
                return;
            }
            Answer answer =
                    isAllowed(request) ? answer(request) : new Answer(401, Map.of("message", "Bad credentials"));
            if (!(fault instanceof Fault.LostAnswer)) {
                send(exchange, answer.status(), JSON.writeValueAsString(answer.body()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized Fault fault(Request request) {
        for (Planned plan : planned) {
            if (plan.times.get() > 0 && plan.which.test(request)) {
                plan.times.decrementAndGet();
                return plan.fault;
            }
        }
        return null;
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> fields = new HashMap<>();
        if (body.startsWith("{")) {
            for (Map.Entry<String, JsonNode> field : JSON.readTree(body).properties()) {
                fields.put(field.getKey(), field.getValue().asString(""));
            }
        } else {
            fields.putAll(pairs(body));
        }
        URI uri = exchange.getRequestURI();
        return new Request(exchange.getRequestMethod(), uri.getRawPath(), pairs(uri.getRawQuery()), headers, fields);
    }

    @SuppressWarnings("StringSplitter") // what is split is the client's own
    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&")) {
                int equals = pair.indexOf('=');
                pairs.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
