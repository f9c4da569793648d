package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A connection to Redis that many threads share: what they send at once travels together and shares one write to Redis'
 * disk. While Redis is away every call fails at once, or after a bounded time; nothing is sent again by itself, because
 * it is not known what of it has happened. Once Redis is back, calls go on.
 */
final class LettuceConnection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofMillis(200);
    private static final int MOST_UNDER_WAY = 10_000;

    private final RedisAddress address;
    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final StatefulRedisPubSubConnection<String, String> subscription;
    private final String[] keys;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LettuceConnection(
            RedisAddress address,
            ClientResources resources,
            RedisClient client,
            StatefulRedisConnection<String, String> connection,
            StatefulRedisPubSubConnection<String, String> subscription) {
        this.address = address;
        this.resources = resources;
        this.client = client;
        this.connection = connection;
        this.subscription = subscription;
        keys = new String[] {address.prefix()};
    }

    /**
     * Connects.
     *
     * @param onWake is called, on a thread of the connection, when somebody waiting for work is to look again
     * @throws UnderstudyException QUEUE_UNAVAILABLE if Redis does not answer or refuses the password
     */
    static LettuceConnection open(RedisAddress address, Runnable onWake) {
        ClientResources resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(RECONNECT))
                .build();
        RedisClient client = RedisClient.create(resources, uri(address));
        client.setOptions(options());
        try {
            StatefulRedisConnection<String, String> connection = client.connect();
            StatefulRedisPubSubConnection<String, String> subscription = client.connectPubSub();
            subscription.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    onWake.run();
                }
            });
            subscription.sync().subscribe(address.prefix() + "wake");
            return new LettuceConnection(address, resources, client, connection, subscription);
        } catch (RedisException e) {
            shutDown(client, resources);
            throw unavailable(address, e);
        }
    }

    private static RedisURI uri(RedisAddress address) {
        RedisURI.Builder uri = RedisURI.builder()
                .withHost(address.host())
                .withPort(address.port())
                .withSsl(address.tls())
                .withTimeout(ANSWER);
        if (!address.user().isEmpty()) {
            uri.withAuthentication(address.user(), address.password());
        } else if (!address.password().isEmpty()) {
            uri.withPassword(address.password().toCharArray());
        }
        return uri.build();
    }

    private static ClientOptions options() {
        return ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true) // dropped: sent again, a claim would take further jobs for nobody
                .requestQueueSize(MOST_UNDER_WAY)
                .timeoutOptions(TimeoutOptions.enabled(ANSWER))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(SocketOptions.KeepAliveOptions.builder()
                                .enable()
                                .idle(Duration.ofSeconds(10))
                                .interval(Duration.ofSeconds(3))
                                .count(3)
                                .build())
                        .build())
                .build();
    }

    /** Runs a script. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // what a script answers is known to whoever wrote it
    <T> T run(RedisScript script, ScriptOutputType type, List<String> arguments) {
        return await(this.<T>send(script, type, arguments));
    }

    /** Runs a script several times, all of them under way at once; what each answered. */
    <T> List<T> runAll(RedisScript script, ScriptOutputType type, List<List<String>> arguments) {
        List<CompletableFuture<T>> answers =
                arguments.stream().map(some -> this.<T>send(script, type, some)).toList();
        return answers.stream().map(this::await).toList();
    }

    private <T> CompletableFuture<T> send(RedisScript script, ScriptOutputType type, List<String> arguments) {
        RedisAsyncCommands<String, String> commands = connection.async();
        String[] values = arguments.toArray(String[]::new);
        try {
            return commands.<T>evalsha(script.digest(), type, keys, values)
                    .toCompletableFuture()
                    .exceptionallyCompose(failure -> cause(failure) instanceof RedisNoScriptException
                            ? commands.<T>eval(script.text(), type, keys, values)
                                    .toCompletableFuture()
                            : CompletableFuture.failedFuture(failure));
        } catch (RedisException e) { // it is away
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What Redis says to commands of its own; only for a start. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        return question.apply(connection.sync());
    }

    private <T> T await(CompletableFuture<T> answer) {
        try {
            return answer
                    .join(); // bounded by the connection's time-out; an interrupted thread still learns what happened
        } catch (CompletionException | CancellationException e) {
            throw unavailable(address, cause(e));
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static UnderstudyException unavailable(RedisAddress address, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new UnderstudyException(
                ErrorCode.QUEUE_UNAVAILABLE, "Redis at " + address + " does not answer: " + root.getMessage(), failure);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        subscription.close();
        connection.close();
        shutDown(client, resources);
    }

    private static void shutDown(RedisClient client, ClientResources resources) {
        client.shutdown(Duration.ZERO, ANSWER);
        resources.shutdown(0, ANSWER.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(ANSWER.toMillis());
    }
}
