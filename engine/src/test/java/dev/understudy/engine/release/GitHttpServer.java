package dev.understudy.engine.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git's smart HTTP on the loopback, with basic authentication, over JGit's own two ends. It can be told to misbehave. */
final class GitHttpServer implements AutoCloseable {
    static final String USER = "publisher";

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path repository;
    private final @Nullable String password;
    private final Backend backend;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private volatile Fault fault = (exchange, number) -> false;

    /** Who answers those who got in. */
    @FunctionalInterface
    interface Backend {
        void serve(HttpExchange exchange) throws IOException;
    }

    /** Answers instead of the server; numbered from 1 since it was set. */
    @FunctionalInterface
    interface Fault {
        /** Whether it has answered. */
        boolean answers(HttpExchange exchange, int number) throws IOException;
    }

    /**
     * Serves a repository.
     *
     * @param password what is asked for; null: nothing is
     */
    GitHttpServer(Path repository, @Nullable String password) throws IOException {
        this(repository, password, null);
    }

    /** The same, answered by another program. */
    GitHttpServer(Path repository, @Nullable String password, @Nullable Backend other) throws IOException {
        this(repository, password, other, HttpServer.create(), "http");
    }

    /** The same over TLS. */
    static GitHttpServer overTls(Path repository, String password, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new GitHttpServer(repository, password, null, server, "https");
    }

    private GitHttpServer(
            Path repository, @Nullable String password, @Nullable Backend other, HttpServer server, String scheme)
            throws IOException {
        this.repository = repository;
        this.password = password;
        this.backend = other == null ? this::serve : other;
        this.server = server;
        this.scheme = scheme;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/config.git";
    }

    /** Method and path of what was asked, in order. */
    List<String> requests() {
        return requests;
    }

    /** What came in the header Authorization, in order. */
    List<String> credentials() {
        return credentials;
    }

    void fault(Fault next) {
        int before = requests.size();
        fault = (exchange, number) -> next.answers(exchange, number - before);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int number;
            synchronized (requests) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                number = requests.size();
            }
            List<String> given = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            credentials.addAll(given);
            if (fault.answers(exchange, number)) {
                return;
            }
            if (password != null && !given.contains(basic(password))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"config\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            backend.serve(exchange);
        }
    }

    static String basic(String password) {
        byte[] both = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        boolean receives = path.endsWith("/git-receive-pack") || query.equals("service=git-receive-pack");
        boolean advertises = path.equals("/config.git/info/refs");
        if (!path.startsWith("/config.git/")) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String service = receives ? "git-receive-pack" : "git-upload-pack";
        exchange.getResponseHeaders()
                .add("Content-Type", "application/x-" + service + (advertises ? "-advertisement" : "-result"));
        try (Repository opened = new FileRepositoryBuilder()
                        .setGitDir(repository.toFile())
                        .build();
                InputStream in = body(exchange)) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            if (receives) {
                receive(opened, advertises, in, out);
            } else {
                upload(opened, advertises, exchange, in, out);
            }
        }
    }

    /** Does what is asked, and cuts the connection. */
    void serveWithoutAnswer(HttpExchange exchange) throws IOException {
        try (Repository opened = new FileRepositoryBuilder()
                        .setGitDir(repository.toFile())
                        .build();
                InputStream in = body(exchange)) {
            receive(opened, false, in, OutputStream.nullOutputStream());
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding")) ? new GZIPInputStream(in) : in;
    }

    private static void upload(
            Repository opened, boolean advertises, HttpExchange exchange, InputStream in, OutputStream out)
            throws IOException {
        UploadPack pack = new UploadPack(opened);
        pack.setBiDirectionalPipe(false);
        String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        if (protocol != null) {
            pack.setExtraParameters(List.of(protocol));
        }
        if (advertises) {
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
        } else {
            pack.upload(in, out, null);
        }
    }

    private static void receive(Repository opened, boolean advertises, InputStream in, OutputStream out)
            throws IOException {
        ReceivePack pack = new ReceivePack(opened);
        pack.setBiDirectionalPipe(false);
        if (advertises) {
            PacketLineOut lines = new PacketLineOut(out);
            lines.writeString("# service=git-receive-pack\n");
            lines.end();
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
        } else {
            pack.receive(in, out, null);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
