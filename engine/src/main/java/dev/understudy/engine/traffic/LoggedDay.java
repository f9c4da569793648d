package dev.understudy.engine.traffic;

import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a version logged for the events of one day.
 *
 * @param day of the events, in UTC
 * @param events how many it has predicted
 * @param labels how many of them got each label; empty for a regression
 * @param meanScore of a model that gives one number; empty where it gives a score per class
 */
public record LoggedDay(LocalDate day, long events, SortedMap<String, Long> labels, OptionalDouble meanScore) {
    public LoggedDay {
        labels = new TreeMap<>(labels);
    }

    /** The share of the events that got a label; 0 without events. */
    public double share(String label) {
        return events == 0 ? 0 : (double) labels.getOrDefault(label, 0L) / events;
    }
}
