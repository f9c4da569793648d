package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pods by their HTTP API. The name of a host stands for all its addresses, as a headless service of Kubernetes has one for
 * each pod. All are asked at once, within one deadline, and redirects are not followed.
 */
public final class HttpStagingPods implements StagingPods {
    private static final Duration STANDARD = Duration.ofSeconds(10);
    private static final long LARGEST_ANSWER = 64 * 1024;

    private final List<URI> addresses;
    private final String token;
    private final Duration patience;

    private HttpStagingPods(List<URI> addresses, String token, Duration patience) {
        this.addresses = addresses;
        this.token = token;
        this.patience = patience;
    }

    /**
     * The pods at these addresses.
     *
     * @param addresses base addresses with commas between, such as {@code http://understudy-headless.staging:8080}
     * @param token the bearer token that they want; empty: none
     * @throws UnderstudyException WORKSPACE_INVALID if one is no such address
     */
    public static StagingPods at(String addresses, String token) {
        return at(addresses, token, STANDARD);
    }

    static StagingPods at(String addresses, String token, Duration patience) {
        List<URI> all = Arrays.stream(addresses.split(",", -1))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(HttpStagingPods::address)
                .toList();
        return all.isEmpty() ? StagingPods.NONE : new HttpStagingPods(all, token, patience);
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (web && plain && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) { // without the cause, whose message may have a password
            throw invalid();
        }
        throw invalid();
    }

    private static UnderstudyException invalid() {
        return new UnderstudyException(
                ErrorCode.WORKSPACE_INVALID,
                "release.stagingPods: expected addresses with commas between, such as"
                        + " http://understudy-headless.staging:8080, without user name, password or question mark");
    }

    @Override
    public List<PodReport> ask(TaskName task) {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, Future<PodReport.Answer>> asked = new LinkedHashMap<>();
        List<PodReport> reports = new ArrayList<>();
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (URI address : addresses) {
                try {
                    for (URI pod : pods(address)) {
                        asked.computeIfAbsent(pod.toString(), key -> threads.submit(() -> answer(client, pod, task)));
                    }
                } catch (UnknownHostException e) {
                    reports.add(new PodReport(address.toString(), new PodReport.Away("its name is not known")));
                }
            }
            for (Map.Entry<String, Future<PodReport.Answer>> pod : asked.entrySet()) {
                reports.add(new PodReport(pod.getKey(), within(deadline, pod.getValue())));
            }
            return reports;
        } finally {
            threads.shutdownNow();
            client.shutdownNow(); // closing waits for what hangs
        }
    }

    /** One address for each pod. A certificate is for a name, so that with https there can be only one behind it. */
    private static List<URI> pods(URI address) throws UnknownHostException {
        InetAddress[] hosts = InetAddress.getAllByName(address.getHost());
        if (address.getScheme().equals("https")) {
            if (hosts.length > 1) {
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        "release.stagingPods: " + address + " has " + hosts.length
                                + " addresses, and with https the pods cannot be told apart: name each by a name of"
                                + " its own, or use http within the cluster");
            }
            return List.of(address);
        }
        List<URI> pods = new ArrayList<>();
        for (InetAddress host : hosts) {
            String text = host.getHostAddress();
            String literal = text.contains(":") ? "[" + text.replaceAll("%.*", "") + "]" : text;
            String port = address.getPort() < 0 ? "" : ":" + address.getPort();
            pods.add(URI.create("http://" + literal + port + address.getRawPath()));
        }
        return pods;
    }

    private PodReport.Answer answer(HttpClient client, URI pod, TaskName task)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(pod + "/v1/tasks/" + task + "/model"))
                .timeout(patience);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        BodyHandler<byte[]> body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER);
        HttpResponse<byte[]> answer = client.send(request.build(), body);
        return switch (answer.statusCode()) {
            case 200 -> PodModelJson.read(task.text(), answer.body());
            case 401, 403 ->
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        "the pod " + pod + " answers " + answer.statusCode()
                                + (token.isEmpty() ? " without a token" : " to the token")
                                + ": set the one that it takes in UNDERSTUDY_RELEASE_STAGING_TOKEN or"
                                + " release.stagingTokenFile");
            default -> new PodReport.NotReady(PodModelJson.problem(answer.statusCode(), answer.body()));
        };
    }

    private static PodReport.Answer within(long deadline, Future<PodReport.Answer> answer) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new PodReport.Away("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnderstudyException(ErrorCode.CANCELLED, "interrupted while asking staging's pods", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnderstudyException failure) {
                throw failure;
            }
            String message = e.getCause() == null ? null : e.getCause().getMessage();
            return new PodReport.Away(message == null ? "the connection failed" : Quoted.of(message));
        }
    }
}
