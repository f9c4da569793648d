package dev.understudy.engine.report;

import dev.understudy.engine.registry.StoredSimulation;
import java.nio.file.Path;
import java.util.List;

/** Interim. */
public final class ReportFiles {
    private ReportFiles() {}

    /** Interim. */
    public static List<Path> write(StoredSimulation kept, Path directory, List<ReportFormat> formats) {
        return List.of();
    }
}
