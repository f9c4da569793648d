package dev.understudy.server.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** An empty config repository on the loopback, over git's smart HTTP with basic authentication. */
final class RemoteRepositoryServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Repository repository;
    private final String authorization;
    private volatile int refusal;

    RemoteRepositoryServer(Path directory, String user, String password) throws IOException {
        repository = new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build();
        repository.create(true);
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(both);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/config.git/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/config.git";
    }

    /** Answers everything with a status; 0: answers again. */
    void refuse(int status) {
        refusal = status;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = refusal != 0
                    ? refusal
                    : authorization.equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401;
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            String asked = exchange.getRequestURI().toString();
            String service = asked.endsWith("git-receive-pack") ? "git-receive-pack" : "git-upload-pack";
            boolean advertises = asked.contains("/info/refs?");
            exchange.getResponseHeaders()
                    .add("Content-Type", "application/x-" + service + (advertises ? "-advertisement" : "-result"));
            exchange.sendResponseHeaders(200, 0);
            serve(exchange, service, advertises);
        }
    }

    private void serve(HttpExchange exchange, String service, boolean advertises) throws IOException {
        PacketLineOut lines = new PacketLineOut(exchange.getResponseBody());
        if (advertises) {
            lines.writeString("# service=" + service + "\n");
            lines.end();
        }
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream in = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
        OutputStream out = exchange.getResponseBody();
        if (service.equals("git-receive-pack")) {
            ReceivePack pack = new ReceivePack(repository);
            pack.setBiDirectionalPipe(false);
            if (advertises) {
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            } else {
                pack.receive(in, out, null);
            }
        } else {
            UploadPack pack = new UploadPack(repository);
            pack.setBiDirectionalPipe(false);
            if (advertises) {
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            } else {
                pack.upload(in, out, null);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        repository.close();
    }
}
