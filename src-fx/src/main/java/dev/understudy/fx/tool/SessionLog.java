package dev.understudy.fx.tool;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What happened in this session, line by line, oldest first, the last thousand. To be used on the FX thread. */
public final class SessionLog {
    private static final int KEPT = 1_000;

    private final InstantSource clock;
    private final DateTimeFormatter time;
    private final ObservableList<String> lines = FXCollections.observableArrayList();

    /**
     * @param clock the time
     * @param zone in which lines tell it
     */
    public SessionLog(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** Adds a line. */
    public void add(String line) {
        lines.add(time.format(clock.instant()) + "  " + line);
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
    }

    /** The lines. */
    public ObservableList<String> lines() {
        return lines;
    }
}
