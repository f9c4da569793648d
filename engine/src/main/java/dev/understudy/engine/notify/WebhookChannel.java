package dev.understudy.engine.notify;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** A webhook that takes {@code {"text": …}}, as Slack's do. Its address is a secret, and never shown. */
public final class WebhookChannel implements Channel {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final URI address;

    private WebhookChannel(URI address) {
        this.address = address;
    }

    /**
     * The webhook at an address.
     *
     * @param address with https; with http only on this machine
     * @throws UnderstudyException WORKSPACE_INVALID if it is none; the address is not in the message
     */
    public static WebhookChannel at(String address) {
        try {
            URI uri = new URI(address);
            String host = uri.getHost() == null ? "" : uri.getHost();
            boolean secure = "https".equals(uri.getScheme()) && !host.isEmpty();
            boolean here = "http".equals(uri.getScheme()) && LOOPBACK.contains(host);
            if (secure || here) {
                return new WebhookChannel(uri);
            }
        } catch (URISyntaxException e) { // without the cause, whose message has the address
            throw invalid();
        }
        throw invalid();
    }

    private static UnderstudyException invalid() {
        return new UnderstudyException(
                ErrorCode.WORKSPACE_INVALID, "notifications.webhook is no address that begins with https://");
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Notice notice) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(WebhookJson.of(notice)))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            try {
                for (int left = TRIES - 1; ; left--) {
                    HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
                    int status = answer.statusCode();
                    if (status / 100 == 2) {
                        return;
                    }
                    boolean passing = status == 429 || status / 100 == 5;
                    if (left == 0 || !passing) {
                        throw new IOException("it answered " + status);
                    }
                    Thread.sleep(PAUSE);
                }
            } finally {
                client.shutdownNow(); // closing waits for what hangs
            }
        }
    }
}
