package dev.understudy.engine.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.traffic.RawInput;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SampleStepTest {
    private static final RawInput RAW = RawInput.of(Map.of("price", "10.0"));

    private record Derived(String version, UnaryOperator<Map<String, String>> how) implements SampleBuilder {
        @Override
        public Set<String> names() {
            return Set.of("half", "price");
        }

        @Override
        public Map<String, String> build(Map<String, String> input) {
            return how.apply(input);
        }
    }

    private static SampleStep step(UnaryOperator<Map<String, String>> how) {
        return new SampleStep(new Derived("1", how));
    }

    private static void assertRefused(ErrorCode code, String named, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(Derived.class.getName())
                .hasMessageContaining(named);
    }

    @Test
    void derivedValuesJoinTheInputInCanonicalForm() {
        assertThat(step(input -> Map.of("half", "5.00")).extend(RAW).values())
                .isEqualTo(Map.of("price", "10", "half", "5"));
    }

    @Test
    void theBuilderSeesCanonicalValues() {
        assertThat(step(input -> Map.of("half", input.get("price") + "!"))
                        .extend(RAW)
                        .get("half"))
                .isEqualTo("10!");
    }

    @Test
    void whatItThrowsIsSaidWithItsName() {
        SampleStep step = step(input -> {
            throw new IllegalStateException("no price");
        });

        assertRefused(ErrorCode.DATA_INVALID, "no price", () -> step.extend(RAW));
    }

    @Test
    void valuesOfOtherNamesAndOfTheInputsOwnAreRefused() {
        assertRefused(
                ErrorCode.DATA_INVALID,
                "none of its names",
                () -> step(input -> Map.of("third", "3")).extend(RAW));
        assertRefused(
                ErrorCode.DATA_INVALID,
                "the input has already",
                () -> step(input -> Map.of("price", "3")).extend(RAW));
    }

    @Test
    void aBuilderThatGivesOtherValuesEachTimeIsRefused() {
        AtomicInteger calls = new AtomicInteger();
        SampleStep step = step(input -> Map.of("half", Integer.toString(calls.incrementAndGet())));

        assertRefused(
                ErrorCode.PLUG_IN_INVALID, "other values when it is asked again", () -> step.checkRepeatable(RAW));
    }

    @Test
    void aBuilderWithoutAVersionIsRefused() {
        assertRefused(
                ErrorCode.PLUG_IN_INVALID,
                "expected 1 to 100 characters",
                () -> new SampleStep(new Derived(" ", input -> Map.of())));
    }
}
