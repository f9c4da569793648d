package dev.understudy.engine.yaml;

import dev.understudy.engine.common.Quoted;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML text into nodes with the SnakeYAML Engine; nothing is constructed but text, lists and mappings. */
final class SnakeYamlReader {
    /** Far above any real settings file, and low enough that a hostile one costs nothing. */
    private static final int CODE_POINTS = 1_000_000;

    /** Deeper than any key of ours lies. */
    private static final int DEEPEST = 20;

    private SnakeYamlReader() {}

    static MappingNode read(YamlSource source, String text) {
        var settings = LoadSettings.builder()
                .setLabel(source.file())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(CODE_POINTS)
                .build();
        Optional<Node> root;
        try {
            refuseTricks(source, new Parse(settings).parseString(text));
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            throw source.complaint(line, "", "not well-formed YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw source.complaint(1, "", "not well-formed YAML: " + e.getMessage(), e);
        }
        if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
            throw source.complaint(1, "", "expected a mapping of keys to values at the top");
        }
        return mapping;
    }

    /** Looks at the events first: later a tag that was written looks like one that was guessed, and depth costs stack. */
    private static void refuseTricks(YamlSource source, Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
            if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                throw source.complaint(line, "", "anchors and aliases are not allowed");
            }
            Optional<String> tag = switch (event) {
                case ScalarEvent scalar -> scalar.getTag();
                case CollectionStartEvent collection -> collection.getTag();
                default -> Optional.empty();
            };
            if (tag.isPresent()) {
                throw source.complaint(line, "", "tags are not allowed, and found " + Quoted.of(tag.get()));
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                throw source.complaint(line, "", "nested more than " + DEEPEST + " deep");
            }
        }
    }
}
