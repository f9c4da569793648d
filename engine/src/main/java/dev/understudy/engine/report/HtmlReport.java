package dev.understudy.engine.report;

import dev.understudy.engine.registry.StoredSimulation;
import java.nio.charset.StandardCharsets;

/**
 * A simulation as one self-contained HTML page: no network, no script, and a content security policy that forbids both.
 * The first screen, which is the first printed page, has the verdict; the gate and the charts follow, then what an audit
 * needs.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /** The page as UTF-8, below 2 MB. The same simulation always gives the same bytes in the same version. */
    public static byte[] bytes(StoredSimulation simulation) {
        return JtePage.render(ComparisonReport.of(simulation)).getBytes(StandardCharsets.UTF_8);
    }
}
