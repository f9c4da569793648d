package dev.understudy.engine.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML text into nodes with the SnakeYAML Engine; nothing is constructed but text, lists and mappings. */
final class SnakeYamlReader {
    /** Far above any real settings file, and low enough that a hostile one costs nothing. */
    private static final int CODE_POINTS = 1_000_000;

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
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            throw source.complaint(line, "", "not well-formed YAML: " + e.getProblem(), e);
        } catch (YamlEngineException | StackOverflowError e) {
            throw source.complaint(1, "", "not well-formed YAML: " + e.getMessage(), e);
        }
        if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
            throw source.complaint(1, "", "expected a mapping of keys to values at the top");
        }
        return mapping;
    }
}
