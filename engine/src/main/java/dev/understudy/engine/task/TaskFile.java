package dev.understudy.engine.task;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.yaml.YamlMapping;
import dev.understudy.engine.yaml.YamlSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Reads task files, strictly. */
public final class TaskFile {
    /** The log is kept and deleted by whole days. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

    private static final String API_VERSION = "understudy/v1";
    /** Far above any real task file. */
    private static final long LARGEST = 1_000_000;

    private TaskFile() {}

    /**
     * Reads a task file.
     *
     * @throws UnderstudyException with one message that names file, line, key and what was expected
     */
    public static TaskDefinition read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnderstudyException(
                        ErrorCode.TASK_FILE_INVALID, "the task file " + file + " is larger than " + LARGEST + " bytes");
            }
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new UnderstudyException(
                    ErrorCode.TASK_FILE_INVALID, "cannot read the task file " + file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new UnderstudyException(
                    ErrorCode.TASK_FILE_INVALID, "cannot read the task file " + file + ": the text is not UTF-8", e);
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.TASK_FILE_INVALID, "cannot read the task file " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a task file's text.
     *
     * @param name the file's name, for messages
     * @param text its content
     */
    public static TaskDefinition parse(String name, String text) {
        YamlMapping root = YamlMapping.read(new YamlSource(name, ErrorCode.TASK_FILE_INVALID), text);
        if (!root.text("apiVersion").equals(API_VERSION)) {
            throw root.complaint("apiVersion", "expected " + API_VERSION + ", and found " + root.text("apiVersion"));
        }
        TaskKind kind = YamlChoice.of(root, "kind", TaskKind.values(), TaskKind::key);
        TaskDefinition task = new TaskDefinition(
                taskName(root),
                kind,
                event(root.mapping("event")),
                outcome(root.mapping("outcome"), kind),
                features(root),
                sampleBuilder(root),
                DecisionReader.read(root, kind),
                TrainingReader.training(root),
                TrainingReader.simulation(root),
                GateReader.read(root.mapping("gate"), kind),
                business(root),
                log(root));
        root.noMore();
        checkTogether(root, task);
        return task;
    }

    private static TaskName taskName(YamlMapping root) {
        try {
            return new TaskName(root.text("task"));
        } catch (UnderstudyException e) {
            throw e.code() == ErrorCode.UNKNOWN_TASK ? root.complaint("task", e.getMessage()) : e;
        }
    }

    private static EventColumns event(YamlMapping section) {
        EventColumns columns =
                new EventColumns(section.text("id"), section.text("time"), section.optionalText("cluster"));
        section.noMore();
        return columns;
    }

    private static OutcomeColumns outcome(YamlMapping section, TaskKind kind) {
        Optional<String> positive = section.optionalText("positive");
        if (positive.isPresent() != (kind == TaskKind.BINARY)) {
            throw section.complaint(
                    "positive",
                    kind == TaskKind.BINARY
                            ? "is missing; a binary task says which value is the positive one"
                            : "only a binary task has a positive value");
        }
        OutcomeColumns columns = new OutcomeColumns(
                section.text("column"), positive, section.optionalText("knownAt"), maturity(section));
        section.noMore();
        return columns;
    }

    private static Maturity maturity(YamlMapping section) {
        Optional<String> text = section.optionalText("maturesAt");
        if (text.isEmpty()) {
            return new Maturity.WhenKnown();
        }
        return text.get().matches("[-+]?P[-+0-9T].*")
                ? new Maturity.After(YamlChoice.duration(section, "maturesAt").orElse(Duration.ZERO))
                : new Maturity.Column(text.get());
    }

    private static List<FeatureDefinition> features(YamlMapping root) {
        List<FeatureDefinition> features = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMapping item : root.mappings("features")) {
            FeatureType type = YamlChoice.of(item, "type", FeatureType.values(), FeatureType::key);
            if (!names.add(item.text("name"))) {
                throw item.complaint("name", "the feature " + item.text("name") + " is there twice");
            }
            features.add(new FeatureDefinition(item.text("name"), type));
            item.noMore();
        }
        if (features.isEmpty()) {
            throw root.complaint("features", "expected at least one feature");
        }
        return features;
    }

    private static Optional<String> sampleBuilder(YamlMapping root) {
        Optional<YamlMapping> section = root.optionalMapping("sample");
        return section.map(sample -> {
            String builder = sample.text("builder");
            if (!SourceVersion.isName(builder)) {
                throw sample.complaint(
                        "builder",
                        "expected the name of a class, such as com.example.ListingSamples, and found " + builder);
            }
            sample.noMore();
            return builder;
        });
    }

    private static List<BusinessMeasure> business(YamlMapping root) {
        List<BusinessMeasure> measures = new ArrayList<>();
        for (YamlMapping item : root.mappings("business")) {
            String better = item.text("better");
            if (!better.equals("lower") && !better.equals("higher")) {
                throw item.complaint("better", "expected lower or higher, and found " + better);
            }
            measures.add(new BusinessMeasure(item.text("name"), better.equals("higher")));
            item.noMore();
        }
        return measures;
    }

    private static LogSection log(YamlMapping root) {
        Optional<YamlMapping> section = root.optionalMapping("log");
        Optional<Duration> retention = section.flatMap(log -> YamlChoice.duration(log, "retention"));
        retention.filter(duration -> duration.compareTo(SHORTEST_RETENTION) < 0).ifPresent(duration -> {
            throw section.get().complaint("retention", "expected at least P1D, and found " + duration);
        });
        section.ifPresent(YamlMapping::noMore);
        return new LogSection(retention);
    }

    /** What one section alone cannot see. */
    private static void checkTogether(YamlMapping root, TaskDefinition task) {
        for (FeatureDefinition feature : task.features()) {
            if (task.outcome().isColumn(feature.name())) {
                throw root.complaint("features", "the feature " + feature.name() + " is a column of the outcome");
            }
        }
        for (GateMetric metric : task.gate().metrics()) {
            if (metric.metric() == Metric.COST && task.decision().costs().isEmpty()) {
                throw root.complaint("gate", "the metric cost needs decision.costs");
            }
        }
    }
}
