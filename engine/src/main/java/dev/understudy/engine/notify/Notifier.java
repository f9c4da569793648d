package dev.understudy.engine.notify;

import dev.understudy.engine.common.TimedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells over all channels at once, each within a deadline. Never throws for what a channel does. */
public final class Notifier {
    private final List<Channel> channels;
    private final Duration patience;

    /**
     * A notifier.
     *
     * @param patience how long a channel may take
     */
    public Notifier(List<Channel> channels, Duration patience) {
        this.channels = List.copyOf(channels);
        this.patience = patience;
    }

    /** Whether anybody is told at all. */
    public boolean hasChannels() {
        return !channels.isEmpty();
    }

    /** Tells, and says of each channel whether it has. */
    public List<Told> tell(Notice notice) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<TimedCall<Void>> calls = new ArrayList<>();
        for (Channel channel : channels) {
            Callable<Void> send = () -> {
                channel.send(notice);
                return null;
            };
            calls.add(TimedCall.begin("notification", send));
        }
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            told.add(new Told(channels.get(i).name(), failure(calls.get(i), deadline)));
        }
        return told;
    }

    private static String reason(@Nullable Throwable thrown) {
        if (thrown instanceof IOException && thrown.getMessage() != null) {
            return thrown.getMessage();
        }
        return thrown == null ? "no reason" : thrown.getClass().getSimpleName();
    }

    private Optional<String> failure(TimedCall<Void> call, long deadline) {
        try {
            call.await(Duration.ofNanos(deadline - System.nanoTime()));
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Optional.of(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
