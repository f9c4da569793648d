package dev.understudy.server.command;

import dev.understudy.engine.backtest.BacktestJson;
import dev.understudy.engine.backtest.BacktestResult;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A backtest as JSON. */
final class BacktestDocument {
    private BacktestDocument() {}

    static JsonNode of(BacktestResult result, List<Path> files) {
        ObjectNode document = read(BacktestJson.text(result));
        ArrayNode written = document.putArray("files");
        files.forEach(file -> written.add(file.toAbsolutePath().normalize().toString()));
        return document;
    }

    /** A result as it was kept. */
    static ObjectNode read(String kept) {
        return (ObjectNode) JsonMapper.shared().readTree(kept);
    }
}
