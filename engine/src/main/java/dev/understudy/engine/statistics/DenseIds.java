package dev.understudy.engine.statistics;

/** Numbers any long keys 0, 1, 2, … in the order in which they first come: a hash table with open addressing. */
final class DenseIds {
    /** 2^64 / golden ratio: spreads neighbouring keys (Knuth 1973, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[64];
    /** id + 1, so that 0 is an empty place. */
    private int[] places = new int[64];

    private int count;

    /** The id of the key, which is given one if it has none. */
    int idOf(long key) {
        int place = placeOf(key);
        if (places[place] == 0) {
            if (2 * count >= places.length) {
                grow();
                place = placeOf(key);
            }
            keys[place] = key;
            places[place] = ++count;
        }
        return places[place] - 1;
    }

    /** The id of the key, or -1 if it has none. */
    int find(long key) {
        return places[placeOf(key)] - 1;
    }

    /** How many keys have an id. */
    int count() {
        return count;
    }

    private int placeOf(long key) {
        int place = (int) ((key * SPREAD) >>> (Long.numberOfLeadingZeros(places.length) + 1));
        while (places[place] != 0 && keys[place] != key) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldPlaces = places;
        keys = new long[2 * oldKeys.length];
        places = new int[2 * oldPlaces.length];
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != 0) {
                int place = placeOf(oldKeys[i]);
                keys[place] = oldKeys[i];
                places[place] = oldPlaces[i];
            }
        }
    }
}
