package dev.understudy.engine.yaml;

import dev.understudy.engine.common.UnderstudyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a YAML file. Readers ask for the keys they know and then call {@link #noMore()}, which complains about
 * every other key.
 */
public final class YamlMapping {
    private final YamlSource source;
    private final String path;
    private final int line;
    private final Map<String, NodeTuple> tuples = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    private YamlMapping(YamlSource source, String path, int line, MappingNode node) {
        this.source = source;
        this.path = path;
        this.line = line;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw source.complaint(lineOf(tuple.getKeyNode()), path, "a key must be plain text");
            }
            if (tuples.put(key.getValue(), tuple) != null) {
                throw source.complaint(lineOf(key), pathOf(key.getValue()), "the key is there twice");
            }
        }
    }

    /** Reads a whole file's text. */
    public static YamlMapping read(YamlSource source, String text) {
        return new YamlMapping(source, "", 1, SnakeYamlReader.read(source, text));
    }

    /** The source, to word further complaints. */
    public YamlSource source() {
        return source;
    }

    /** The line on which the key stands, counted from 1; the mapping's own line where it is absent. */
    public int lineOf(String key) {
        NodeTuple tuple = tuples.get(key);
        return tuple == null ? line : lineOf(tuple.getKeyNode());
    }

    /** The full path of a key of this mapping. */
    public String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** A complaint about one key of this mapping. */
    public UnderstudyException complaint(String key, String expectation) {
        return source.complaint(lineOf(key), pathOf(key), expectation);
    }

    /** The keys that are there, in the file's order. */
    public Set<String> keys() {
        return tuples.keySet();
    }

    /** Whether the key is there with a value other than null. */
    public boolean has(String key) {
        return value(key) != null;
    }

    /** Whether the key holds a mapping. */
    public boolean isMapping(String key) {
        return value(key) instanceof MappingNode;
    }

    /** The text of a key that must be there. */
    public String text(String key) {
        return optionalText(key).orElseThrow(() -> complaint(key, "is missing; expected a text"));
    }

    /** The text of a key, if it is there. */
    public Optional<String> optionalText(String key) {
        Node node = value(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw complaint(key, "expected a text, and found " + describe(node));
        }
        return Optional.of(scalar.getValue());
    }

    /** The number of a key, if it is there. */
    public Optional<Double> number(String key) {
        Node node = value(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN) {
            try {
                double number = Double.parseDouble(scalar.getValue());
                if (Double.isFinite(number) && scalar.getValue().matches("[-+0-9.eE]+")) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException e) {
                throw source.complaint(lineOf(key), pathOf(key), "expected a number, and found " + describe(node), e);
            }
        }
        throw complaint(key, "expected a number, and found " + describe(node));
    }

    /** The whole number of a key, if it is there. */
    public Optional<Long> integer(String key) {
        Optional<Double> number = number(key);
        if (number.isPresent() && (number.get() != Math.rint(number.get()) || Math.abs(number.get()) > 1L << 53)) {
            throw complaint(key, "expected a whole number, and found " + number.get());
        }
        return number.map(Double::longValue);
    }

    /** The truth value of a key, if it is there. */
    public Optional<Boolean> bool(String key) {
        return optionalText(key).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw complaint(key, "expected true or false, and found " + text);
        });
    }

    /** The mapping under a key that must be there. */
    public YamlMapping mapping(String key) {
        return optionalMapping(key).orElseThrow(() -> complaint(key, "is missing; expected a mapping"));
    }

    /** The mapping under a key, if it is there. */
    public Optional<YamlMapping> optionalMapping(String key) {
        Node node = value(key);
        return node == null ? Optional.empty() : Optional.of(mappingOf(node, key, pathOf(key)));
    }

    /** The mappings in the list under a key; empty where the key is not there. */
    public List<YamlMapping> mappings(String key) {
        List<YamlMapping> mappings = new ArrayList<>();
        for (Node item : items(key)) {
            mappings.add(mappingOf(item, key, pathOf(key) + "[" + mappings.size() + "]"));
        }
        return mappings;
    }

    /** The texts in the list under a key; empty where the key is not there. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (!(item instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
                throw source.complaint(
                        lineOf(item), pathOf(key), "expected a list of texts, and found " + describe(item));
            }
            texts.add(scalar.getValue());
        }
        return texts;
    }

    /** The scalar values of this mapping by key, as they are written; for parameters whose names are not ours. */
    public Map<String, String> scalars() {
        Map<String, String> scalars = new LinkedHashMap<>();
        for (String key : tuples.keySet()) {
            scalars.put(key, text(key));
        }
        return scalars;
    }

    /** Complains about every key that nobody asked for. */
    public void noMore() {
        for (String key : tuples.keySet()) {
            if (!asked.contains(key)) {
                throw complaint(key, "unknown key; expected one of " + String.join(", ", asked));
            }
        }
    }

    private YamlMapping mappingOf(Node node, String key, String itemPath) {
        if (node instanceof MappingNode mapping) {
            return new YamlMapping(source, itemPath, lineOf(node), mapping);
        }
        throw source.complaint(lineOf(node), pathOf(key), "expected a mapping, and found " + describe(node));
    }

    private List<Node> items(String key) {
        Node node = value(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw complaint(key, "expected a list, and found " + describe(node));
        }
        return sequence.getValue();
    }

    private @Nullable Node value(String key) {
        asked.add(key);
        NodeTuple tuple = tuples.get(key);
        if (tuple == null) {
            return null;
        }
        Node node = tuple.getValueNode();
        return node.getTag().equals(Tag.NULL) ? null : node;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static String describe(Node node) {
        return switch (node) {
            case ScalarNode scalar -> "\"" + scalar.getValue() + "\"";
            case MappingNode mapping -> "a mapping";
            case SequenceNode sequence -> "a list";
            default -> "something else";
        };
    }
}
