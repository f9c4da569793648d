package dev.understudy.server.command;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.PowerReading;
import dev.understudy.engine.pipeline.ForecastedPower;
import java.util.ArrayList;
import java.util.List;

/** What a simulation could show, for the terminal. */
final class PowerText {
    private PowerText() {}

    static String of(ForecastedPower forecast) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("metric", "role", "margin", "smallest difference"));
        for (PowerReading.Detectable entry : forecast.power().metrics()) {
            rows.add(List.of(
                    entry.metric().metric().label()
                            + entry.metric()
                                    .slice()
                                    .map(slice -> " where " + slice)
                                    .orElse(""),
                    entry.metric().role().key(),
                    Figures.value(entry.metric().margin()),
                    entry.difference()
                            .map(Figures::value)
                            .orElseGet(() -> "unknown: " + entry.undetermined().orElse("it was not computed"))));
        }
        return "What " + forecast.candidate() + " against "
                + forecast.live().map(Object::toString).orElse("no model") + " on " + forecast.window()
                + " could show in four cases of five\n\n" + TextRenderer.aligned(rows) + "\n"
                + Figures.count(forecast.count().events()) + " events, "
                + Figures.percentDown(forecast.count().coverage()) + " of the outcomes matured; "
                + "look " + Figures.count(forecast.looks().candidate()) + " at "
                + forecast.candidate() + ", test "
                + Figures.count(forecast.looks().test())
                + ": intervals at " + Figures.confidence(forecast.power().confidence()) + "\n"
                + source(forecast.source()) + "\n";
    }

    private static String source(ForecastedPower.Source source) {
        return switch (source) {
            case ForecastedPower.Source.Simulation(String id) -> "reckoned from the errors of " + id;
            case ForecastedPower.Source.Pilot pilot ->
                "reckoned from the errors of a pilot on " + pilot.window() + ", of which nothing else was looked at";
            case ForecastedPower.Source.Nowhere nowhere -> "nothing to reckon from";
        };
    }
}
