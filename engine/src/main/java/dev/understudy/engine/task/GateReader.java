package dev.understudy.engine.task;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.task.GatePolicy.Requirement;
import dev.understudy.engine.task.GatePolicy.Role;
import dev.understudy.engine.task.GatePolicy.Slice;
import dev.understudy.engine.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the section {@code gate}. */
final class GateReader {
    private static final double DEFAULT_CONFIDENCE = 0.95;

    private GateReader() {}

    static GatePolicy read(YamlMapping section, TaskKind kind) {
        List<GateMetric> metrics = new ArrayList<>();
        for (YamlMapping item : section.mappings("metrics")) {
            metrics.add(metric(item, kind));
        }
        if (metrics.isEmpty()) {
            throw section.complaint("metrics", "expected at least one metric that decides");
        }
        Requirement requirement = section.has("require")
                ? YamlChoice.of(section, "require", Requirement.values(), Requirement::key)
                : Requirement.NON_INFERIOR;
        GatePolicy policy = new GatePolicy(
                YamlChoice.within(section, "confidence", 0.5, 0.9999).orElse(DEFAULT_CONFIDENCE),
                requirement,
                metrics,
                section.texts("slices"),
                optional(YamlChoice.within(section, "maxLabelShareShift", 0, 1)),
                outcomes(section),
                latencyRatio(section));
        section.noMore();
        if (requirement == Requirement.SUPERIOR && policy.firstSuccess().isEmpty()) {
            throw section.complaint("require", "superior needs a metric whose role is success");
        }
        return policy;
    }

    private static GateMetric metric(YamlMapping item, TaskKind kind) {
        String name = item.text("metric");
        List<Metric> ofKind = Arrays.stream(Metric.values())
                .filter(metric -> metric.kinds().contains(kind))
                .toList();
        Metric metric = ofKind.stream()
                .filter(candidate -> candidate.key().equals(name))
                .findFirst()
                .orElseThrow(() -> item.complaint(
                        "metric",
                        "expected one of "
                                + String.join(
                                        ", ", ofKind.stream().map(Metric::key).toList())
                                + ", and found " + name));
        if (!metric.isAvailable()) {
            throw item.source().notAvailable(item.lineOf("metric"), item.pathOf("metric"), "the metric " + name);
        }
        double margin = item.number("margin")
                .filter(value -> value > 0)
                .orElseThrow(() -> item.complaint("margin", "expected a positive number in the metric's own unit"));
        GateMetric gateMetric =
                new GateMetric(metric, YamlChoice.of(item, "role", Role.values(), Role::key), margin, slice(item));
        item.noMore();
        return gateMetric;
    }

    private static Optional<Slice> slice(YamlMapping item) {
        return item.optionalText("slice").map(text -> {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw item.complaint("slice", "expected column=value, and found " + text);
            }
            return new Slice(text.substring(0, equals), text.substring(equals + 1));
        });
    }

    private static OptionalDouble optional(Optional<Double> number) {
        return number.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble latencyRatio(YamlMapping section) {
        Optional<Double> most = section.number("maxLatencyRatio");
        most.filter(ratio -> !(ratio > 0 && Double.isFinite(ratio))).ifPresent(ratio -> {
            throw section.complaint(
                    "maxLatencyRatio",
                    "expected a positive number, how many times as long scoring may take, and found " + ratio);
        });
        return optional(most);
    }

    private static OptionalInt outcomes(YamlMapping section) {
        Optional<Long> least = section.integer("minimumOutcomes");
        least.filter(count -> count < 1 || count > Integer.MAX_VALUE).ifPresent(count -> {
            throw section.complaint("minimumOutcomes", "expected a positive whole number, and found " + count);
        });
        return least.map(count -> OptionalInt.of(count.intValue())).orElse(OptionalInt.empty());
    }
}
