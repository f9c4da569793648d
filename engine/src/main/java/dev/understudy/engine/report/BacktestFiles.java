package dev.understudy.engine.report;

import dev.understudy.engine.backtest.BacktestJson;
import dev.understudy.engine.backtest.BacktestResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a backtest found into a directory. */
public final class BacktestFiles {
    private BacktestFiles() {}

    /**
     * Writes {@code backtest.html} and {@code backtest.json}. Each appears whole or not at all; one of the same name is
     * replaced.
     *
     * @throws dev.understudy.engine.common.UnderstudyException FILE_UNAVAILABLE if the directory cannot be written
     */
    public static List<Path> write(BacktestResult result, Path directory) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("backtest.html", BacktestPage.bytes(result));
        files.put("backtest.json", BacktestJson.text(result).getBytes(StandardCharsets.UTF_8));
        return ReportFiles.write(files, directory);
    }
}
