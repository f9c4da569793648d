package dev.understudy.engine.report;

import dev.understudy.engine.registry.StoredSimulation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One simulation of each sort that the page has to show well. */
final class ExamplePages {
    static final String TURNS_AROUND = "\u202e";

    private ExamplePages() {}

    static Map<String, StoredSimulation> all() {
        Map<String, StoredSimulation> pages = new LinkedHashMap<>();
        pages.put("binary-approved", ReportWorld.binary().simulation());
        pages.put("binary-rejected", ReportWorld.binary().gain(-0.3).looks(3, 4).simulation());
        pages.put(
                "binary-undecided",
                ReportWorld.binary().gain(0.01).events(700).missing(0).simulation());
        pages.put("binary-parity-fails", ReportWorld.binary().parity(6000, 5990).simulation());
        pages.put(
                "binary-one-class",
                ReportWorld.binary().oneClass().withoutSlices().simulation());
        pages.put(
                "external-live",
                ReportWorld.binary()
                        .externalLive("x-old-service.2024-with-a-long-name")
                        .simulation());
        pages.put("multiclass", ReportWorld.multiclass().simulation());
        pages.put(
                "many-labels",
                ReportWorld.multiclass()
                        .simulation(IntStream.range(0, 40)
                                .mapToObj(i -> "label-" + i)
                                .toList()));
        pages.put("regression", ReportWorld.regression().simulation());
        pages.put(
                "first-model",
                ReportWorld.binary().withoutLive().withoutSlices().simulation());
        pages.put("hostile", hostile());
        pages.put(
                "many-slices",
                ReportWorld.binary()
                        .slices(
                                "country",
                                IntStream.range(0, 40).mapToObj(i -> "C" + i).toList())
                        .simulation());
        return pages;
    }

    /** Names that would like to be more than text. */
    static StoredSimulation hostile() {
        return ReportWorld.binary()
                .slices(
                        "hotel",
                        List.of(
                                "<script>alert(1)</script>",
                                "\"><img src=x onerror=alert(2)>",
                                TURNS_AROUND + "drawkcab",
                                "x".repeat(5_000)))
                .eventPrefix("</td><script>alert(3)</script>" + TURNS_AROUND + "\u0000")
                .candidateParameters(Map.of("note", "</pre><script>alert(4)</script>", "${page}", "@template"))
                .simulation(List.of("no<script>", "'yes\" onload=alert(5) \u2066"));
    }
}
