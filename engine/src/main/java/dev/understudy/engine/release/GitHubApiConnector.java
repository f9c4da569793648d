package dev.understudy.engine.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Sends what the library asks for, to the one host of the API and to no other. The token is put in here and nowhere else,
 * so that the library has none that it could log, or send on to where it is redirected.
 */
final class GitHubApiConnector implements GitHubConnector {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long LARGEST_ANSWER = 32L << 20;

    private final URI api;
    private final String token;
    private final HttpClient client;

    GitHubApiConnector(URI api, String token) {
        this.api = api;
        this.token = token;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        URI address = checked(request);
        HttpRequest.Builder builder = HttpRequest.newBuilder(address).method(request.method(), body(request));
        request.allHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Accept-Encoding")) { // nothing here would unpack it
                values.forEach(value -> builder.header(name, value));
            }
        });
        if (request.contentType() != null) {
            builder.setHeader("Content-Type", request.contentType());
        }
        if (!token.isEmpty()) {
            builder.setHeader("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> answer =
                    client.send(builder.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
            return new Answer(request, answer.statusCode(), answer.headers().map(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private URI checked(GitHubConnectorRequest request) throws IOException {
        try {
            URI address = request.url().toURI();
            boolean same = api.getScheme().equals(address.getScheme())
                    && api.getHost().equalsIgnoreCase(address.getHost())
                    && api.getPort() == address.getPort();
            if (!same) {
                throw new IOException("it sends on to " + address.getScheme() + "://" + address.getHost()
                        + ", and redirects to other hosts are not followed; set release.forgeAddress to where it is");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new IOException("it sends on to what is no address");
        }
    }

    private static BodyPublisher body(GitHubConnectorRequest request) throws IOException {
        InputStream content = request.body();
        if (content == null) {
            return BodyPublishers.noBody();
        }
        try (content) {
            return BodyPublishers.ofByteArray(content.readAllBytes());
        }
    }

    void close() {
        client.shutdownNow();
    }

    /** An answer, whole in memory. */
    private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {
        private final byte[] content;

        Answer(GitHubConnectorRequest request, int status, Map<String, List<String>> headers, byte[] content) {
            super(request, status, headers);
            this.content = content;
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(content);
        }
    }
}
