package dev.understudy.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class NotifierTest {
    private static final Notice NOTICE = new Notice(
            "hotels v3: approved",
            "AUC is up by 0.03 & <that> is <!channel> enough.",
            List.of(List.of("metric", "difference"), List.of("auc", "+0.03")),
            List.of("pull request: https://git.example.org/1"));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Duration SOON = Duration.ofSeconds(2);

    private static HttpServer answering(List<String> bodies, int... statuses) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger calls = new AtomicInteger();
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(statuses[Math.min(calls.getAndIncrement(), statuses.length - 1)], -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Channel webhook(HttpServer server) {
        return WebhookChannel.at("http://127.0.0.1:" + server.getAddress().getPort() + "/services/canary-secret");
    }

    @Test
    void aWebhookGetsTheVerdictItsTableAndItsLinks() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = answering(bodies, 200);
        try {
            List<Told> told = new Notifier(List.of(webhook(server)), SOON).tell(NOTICE);

            assertThat(told).containsExactly(new Told("webhook", Optional.empty()));
            String text =
                    JsonMapper.shared().readTree(bodies.getFirst()).path("text").asString();
            assertThat(text)
                    .startsWith("*hotels v3: approved*\n")
                    .contains("AUC is up by 0.03 &amp; &lt;that&gt; is &lt;!channel&gt; enough.")
                    .contains("metric  difference\nauc     +0.03")
                    .endsWith("https://git.example.org/1");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aWebhookThatIsBusyIsAskedAgain() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = answering(bodies, 503, 200);
        try {
            assertThat(new Notifier(List.of(webhook(server)), Duration.ofSeconds(20)).tell(NOTICE))
                    .containsExactly(new Told("webhook", Optional.empty()));
            assertThat(bodies).hasSize(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aWebhookThatIsGoneIsNot() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = answering(bodies, 404);
        try {
            assertThat(new Notifier(List.of(webhook(server)), SOON).tell(NOTICE))
                    .containsExactly(new Told("webhook", Optional.of("it answered 404")));
            assertThat(bodies).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    /** One that takes the call and never answers, one that is not there, and one that works. */
    @Test
    void oneChannelDoesNotKeepAnotherFromTelling() throws IOException {
        List<String> told = new ArrayList<>();
        int nowhere = freePort();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Notifier notifier = new Notifier(
                    List.of(
                            WebhookChannel.at("http://127.0.0.1:" + silent.getLocalPort() + "/canary-secret"),
                            new AngusMailChannel(server(silent.getLocalPort()), CLOCK),
                            WebhookChannel.at("http://127.0.0.1:" + nowhere + "/canary-secret"),
                            new AngusMailChannel(server(nowhere), CLOCK),
                            new ConsoleChannel(told::add)),
                    SOON);
            long begin = System.nanoTime();

            List<Told> results = notifier.tell(NOTICE);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
            assertThat(results)
                    .extracting(Told::channel)
                    .containsExactly("webhook", "mail", "webhook", "mail", "console");
            assertThat(results.subList(0, 4))
                    .allSatisfy(result -> assertThat(result.failure()).isPresent());
            assertThat(results.getLast().failure()).isEmpty();
            assertThat(told).containsExactly(NOTICE.text());
            assertThat(results.toString()).doesNotContain("canary");
        }
    }

    @Test
    void mailGoesToEachOne() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            assertThat(new Notifier(
                                    List.of(new AngusMailChannel(
                                            server(mail.getSmtp().getPort()), CLOCK)),
                                    Duration.ofSeconds(20))
                            .tell(NOTICE))
                    .containsExactly(new Told("mail", Optional.empty()));

            assertThat(mail.getReceivedMessages()).hasSize(2).allSatisfy(message -> {
                assertThat(message.getSubject()).isEqualTo("hotels v3: approved");
                assertThat(message.getContent().toString())
                        .contains("AUC is up by 0.03 & <that>")
                        .contains("auc     +0.03")
                        .contains("https://git.example.org/1");
                assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            });
        } finally {
            mail.stop();
        }
    }

    @Test
    void aServerWithoutPrivacyGetsNoMailWherePrivacyIsWanted() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            MailServer wanting = new MailServer(
                    "127.0.0.1",
                    mail.getSmtp().getPort(),
                    MailServer.Security.STARTTLS,
                    "user",
                    "canary-secret",
                    "a@example.org",
                    List.of("b@example.org"));

            List<Told> told =
                    new Notifier(List.of(new AngusMailChannel(wanting, CLOCK)), Duration.ofSeconds(20)).tell(NOTICE);

            assertThat(told.getFirst().failure()).isPresent();
            assertThat(told.toString() + wanting).doesNotContain("canary");
            assertThat(mail.getReceivedMessages()).isEmpty();
        } finally {
            mail.stop();
        }
    }

    @Test
    void refusesWhatWouldBeReadByOthers() {
        for (String address :
                List.of("http://example.org/canary", "ftp://canary", "canary", "https://", "https:// canary")) {
            assertThatThrownBy(() -> WebhookChannel.at(address))
                    .isInstanceOf(UnderstudyException.class)
                    .hasMessageNotContaining("canary");
        }
        assertThatThrownBy(() -> new MailServer(
                        "h", 25, MailServer.Security.NONE, "user", "canary", "a@example.org", List.of("b@example.org")))
                .isInstanceOf(UnderstudyException.class)
                .hasMessageNotContaining("canary");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static MailServer server(int port) {
        return new MailServer(
                "127.0.0.1",
                port,
                MailServer.Security.NONE,
                "",
                "",
                "understudy@example.org",
                List.of("ann@example.org", "ben@example.org"));
    }
}
