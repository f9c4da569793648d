package dev.understudy.sample;

/** How events are written. */
public enum EventsFormat {
    /** CSV, compressed. */
    CSV("events.csv.gz"),
    /** Apache Parquet. */
    PARQUET("events.parquet");

    private final String file;

    EventsFormat(String file) {
        this.file = file;
    }

    /** The name of the events file. */
    public String file() {
        return file;
    }
}
