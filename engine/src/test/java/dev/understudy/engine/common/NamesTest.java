package dev.understudy.engine.common;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, digests and windows that break their form do not come into being. */
class NamesTest {
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"a", "hotel-cancellation", "a1", "a-"})
    void tasksAreNamedInLowerCase(String name) {
        assertThat(new TaskName(name)).hasToString(name);
    }

    @Test
    void aTasksNameHasUpTo63Characters() {
        assertThat(new TaskName("a".repeat(63)).text()).hasSize(63);
        assertRefused(ErrorCode.UNKNOWN_TASK, () -> new TaskName("a".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "-a", "a_b", "a/b", "..", "a\n", "a b", "é"})
    void otherNamesOfTasksAreRefused(String name) {
        assertRefused(ErrorCode.UNKNOWN_TASK, () -> new TaskName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v123456789", "x-old", "x-0.9.1"})
    void versionsAreNumberedOrExternal(String name) {
        assertThat(new VersionName(name).isExternal()).isEqualTo(name.startsWith("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v0", "v01", "v", "1", "v1234567890", "x-", "x-A", "x-../a", "v1\n", "x-.a"})
    void otherNamesOfVersionsAreRefused(String name) {
        assertRefused(ErrorCode.UNKNOWN_VERSION, () -> new VersionName(name));
    }

    @Test
    void aDigestIsTheSha256() {
        assertThat(Digest.of("abc".getBytes(StandardCharsets.UTF_8)))
                .hasToString("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"})
    void otherTextIsNoDigest(String text) {
        assertRefused(ErrorCode.DATA_INVALID, () -> new Digest(text));
    }

    @Test
    void aWindowHoldsItsBeginningAndNotItsEnd() {
        TimeWindow window = new TimeWindow(NOON, NOON.plusSeconds(10));

        assertThat(window.contains(NOON)).isTrue();
        assertThat(window.contains(NOON.plusSeconds(10).minusNanos(1))).isTrue();
        assertThat(window.contains(NOON.minusNanos(1))).isFalse();
        assertThat(window.contains(NOON.plusSeconds(10))).isFalse();
        assertThat(window.length()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anEmptyOrBackwardWindowIsRefused() {
        assertRefused(ErrorCode.USAGE, () -> new TimeWindow(NOON, NOON));
        assertRefused(ErrorCode.USAGE, () -> new TimeWindow(NOON, NOON.minusNanos(1)));
    }

    @Test
    void theEnginesVersionIsTheBuilds() {
        assertThat(EngineVersion.current()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    }
}
