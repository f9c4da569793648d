package dev.understudy.engine.backtest;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Something of each policy; none is without. */
final class PerPolicy<T> {
    private final Map<Policy, T> values = new EnumMap<>(Policy.class);

    PerPolicy(Function<Policy, T> value) {
        for (Policy policy : Policy.values()) {
            values.put(policy, value.apply(policy));
        }
    }

    T of(Policy policy) {
        return Objects.requireNonNull(values.get(policy));
    }

    void set(Policy policy, T value) {
        values.put(policy, value);
    }

    void forEach(BiConsumer<Policy, T> action) {
        values.forEach(action);
    }

    <R> PerPolicy<R> map(Function<T, R> function) {
        return new PerPolicy<>(policy -> function.apply(of(policy)));
    }
}
