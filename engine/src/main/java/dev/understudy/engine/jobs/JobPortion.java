package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.serving.OfferedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs of one task that are predicted together.
 *
 * @param task whose they are
 * @param items at least one
 */
record JobPortion(TaskName task, List<Item> items) {
    JobPortion {
        items = List.copyOf(items);
    }

    /**
     * A job with what it asks for.
     *
     * @param job as it was claimed
     * @param events what to predict
     */
    record Item(ClaimedJob job, List<OfferedEvent> events) {
        Item {
            events = List.copyOf(events);
        }

        JobLease lease() {
            return job.lease();
        }
    }

    /**
     * Puts jobs together by their tasks, in their order.
     *
     * @param most how many events a portion has at most, unless one job has more
     */
    static List<JobPortion> of(List<Item> items, int most) {
        Map<TaskName, List<Item>> byTask = new LinkedHashMap<>();
        items.forEach(item -> byTask.computeIfAbsent(item.job().task(), task -> new ArrayList<>())
                .add(item));
        List<JobPortion> portions = new ArrayList<>();
        byTask.forEach((task, all) -> {
            List<Item> some = new ArrayList<>();
            int events = 0;
            for (Item item : all) {
                if (!some.isEmpty() && events + item.events().size() > most) {
                    portions.add(new JobPortion(task, some));
                    some = new ArrayList<>();
                    events = 0;
                }
                some.add(item);
                events += item.events().size();
            }
            portions.add(new JobPortion(task, some));
        });
        return portions;
    }

    /** The same jobs in two, to find out which of them it is that fails. */
    List<JobPortion> halves() {
        int half = items.size() / 2;
        return List.of(
                new JobPortion(task, items.subList(0, half)), new JobPortion(task, items.subList(half, items.size())));
    }

    List<JobLease> leases() {
        return items.stream().map(Item::lease).toList();
    }
}
