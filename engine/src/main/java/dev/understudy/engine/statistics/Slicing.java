package dev.understudy.engine.statistics;

import java.util.List;

/**
 * Events of a sample parted by one of their columns. The codes are handed over: nobody changes them any more.
 */
public final class Slicing {
    /** The code of an event that is in none of the slices. */
    public static final short NONE = -1;

    private final List<String> slices;
    private final short[] codes;

    /**
     * @param slices what the slices are called, such as {@code hotel=City Hotel}
     * @param codes the slice of each event, from 0 on, or {@link #NONE}
     */
    public Slicing(List<String> slices, short[] codes) {
        this.slices = List.copyOf(slices);
        this.codes = codes;
        for (short code : codes) {
            if (code < NONE || code >= slices.size()) {
                throw new IllegalArgumentException(
                        "an event is in one of " + slices.size() + " slices or in none, and not in " + code);
            }
        }
    }

    int count() {
        return slices.size();
    }

    String name(int slice) {
        return slices.get(slice);
    }

    int events() {
        return codes.length;
    }

    short of(int event) {
        return codes[event];
    }
}
