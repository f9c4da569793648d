package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.time.LocalDate;
import java.util.List;

/** Says how much traffic there is without reading it. */
public interface TrafficCounts {
    /** Counts the events of a query, those whose outcome counts, and those that the version has logged. */
    WindowCount count(TrafficQuery query);

    /**
     * What a version logged, day by day.
     *
     * @param from the first day
     * @return the days that have events of the version, in order
     */
    List<LoggedDay> loggedDays(TaskName task, VersionName version, LocalDate from);
}
