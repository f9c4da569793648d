package dev.understudy.engine.task;

import java.util.Optional;

/**
 * The columns that identify an event.
 *
 * @param id unique id
 * @param time when it happened
 * @param cluster whose events are correlated with each other, if any
 */
public record EventColumns(String id, String time, Optional<String> cluster) {
    boolean isColumn(String column) {
        return column.equals(id)
                || column.equals(time)
                || cluster.filter(column::equals).isPresent();
    }
}
