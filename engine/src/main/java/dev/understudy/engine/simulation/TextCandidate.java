package dev.understudy.engine.simulation;

import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.Slicing;
import dev.understudy.engine.traffic.RawColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A column of texts: its most frequent values, if it has not so many that they are names. */
final class TextCandidate implements CandidateColumn {
    private static final int MOST_DISTINCT = 200;
    private static final int MOST_VALUES = 20;

    private final String name;
    private final short[] codes;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    TextCandidate(String name, int events) {
        this.name = name;
        this.codes = new short[events];
        Arrays.fill(codes, Slicing.NONE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean read(Optional<RawColumn> column, TrafficDay day, int[] rows, int first) {
        if (column.isEmpty()) {
            return true;
        }
        List<String> dictionary = column.get().dictionary();
        int[] overall = new int[dictionary.size()];
        Arrays.fill(overall, RawColumn.MISSING);
        int[] ofDay = new int[day.to() - day.from()];
        column.get().codes(day.from(), ofDay.length, ofDay);
        for (int i = 0; i < rows.length; i++) {
            int code = ofDay[rows[i] - day.from()];
            if (code != RawColumn.MISSING) {
                overall[code] = overall[code] == RawColumn.MISSING ? position(dictionary.get(code)) : overall[code];
                codes[first + i] = (short) overall[code];
                if (texts.size() > MOST_DISTINCT) {
                    return false;
                }
            }
        }
        return true;
    }

    private int position(String text) {
        Integer known = positions.putIfAbsent(text, texts.size());
        if (known == null) {
            texts.add(text);
        }
        return known == null ? texts.size() - 1 : known;
    }

    @Override
    public Optional<Slicing> slicing() {
        long[] counts = new long[texts.size()];
        for (short code : codes) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        List<Integer> largest = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer code) -> counts[code])
                        .reversed()
                        .thenComparing(texts::get))
                .limit(MOST_VALUES)
                .toList();
        List<String> slices = new ArrayList<>();
        short[] sliceOf = new short[counts.length];
        Arrays.fill(sliceOf, Slicing.NONE);
        for (int code : largest) {
            sliceOf[code] = (short) slices.size();
            slices.add(name + "=" + texts.get(code));
        }
        short missing = (short) slices.size();
        slices.add(name + " missing");
        short[] ofEvents = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            ofEvents[i] = codes[i] < 0 ? missing : sliceOf[codes[i]];
        }
        return Optional.of(new Slicing(slices, ofEvents));
    }
}
