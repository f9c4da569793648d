package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong nanos = new AtomicLong();

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void workUnderASecondShowsNothing() {
        ConsoleProgress progress = new ConsoleProgress(err, true, nanos::get);
        progress.progress("reading", 1, 10);
        pass(Duration.ofMillis(900));
        progress.progress("reading", 9, 10);
        progress.close();
        assertThat(shown()).isEmpty();
    }

    @Test
    void aTerminalShowsCountRateAndTimeToGo() {
        ConsoleProgress progress = new ConsoleProgress(err, true, nanos::get);
        progress.progress("reading", 0, 1000);
        pass(Duration.ofSeconds(2));
        progress.progress("reading", 500, 1000);
        assertThat(shown()).contains("reading: 500 of 1,000 (50 %), 250 a second, about 2 s to go");
    }

    @Test
    void offATerminalThereIsNoAnimation() {
        ConsoleProgress progress = new ConsoleProgress(err, false, nanos::get);
        progress.progress("reading", 0, 1000);
        for (int i = 1; i <= 20; i++) {
            pass(Duration.ofSeconds(1));
            progress.progress("reading", i, 1000);
        }
        assertThat(shown()).doesNotContain("\r", "\u001b");
        assertThat(shown().lines()).hasSize(2);
    }

    @Test
    void cancellingIsHeard() {
        ConsoleProgress progress = new ConsoleProgress(err, false, nanos::get);
        assertThat(progress.isCancelled()).isFalse();
        progress.cancel();
        assertThat(progress.isCancelled()).isTrue();
    }
}
