package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.ServedModel;
import dev.understudy.engine.task.TaskDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the events of an inference's columns. An event's id is in the column of the task's ids, or in the parameter of that name,
 * or else it is the id of the request with the event's position behind it. Its time is in the column of the task's times, or in
 * the parameter of that name, or else not told.
 */
final class InferenceEvents {
    private final TaskDefinition task;
    private final Set<String> numeric;

    InferenceEvents(TaskDefinition task, ServedModel served) {
        this.task = task;
        this.numeric = served.model().rawFeatures().stream()
                .filter(EncodedFeature.Numeric.class::isInstance)
                .map(EncodedFeature::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<OfferedEvent> of(InferenceRequest request) {
        request.inputs().forEach(this::checkDatatype);
        Map<String, InferenceTensor> columns =
                request.inputs().stream().collect(Collectors.toMap(InferenceTensor::name, column -> column));
        List<OfferedEvent> events = new ArrayList<>(request.events());
        for (int i = 0; i < request.events(); i++) {
            events.add(new OfferedEvent(id(request, columns, i), time(request, columns, i), input(request, i)));
        }
        return events;
    }

    private void checkDatatype(InferenceTensor column) {
        if (numeric.contains(column.name()) && !column.datatype().isNumeric()) {
            throw RequestRefused.of(
                    HttpFault.INVALID_REQUEST,
                    Quoted.of(column.name()) + ": expected the datatype FP64 or another of numbers, and found "
                            + column.datatype());
        }
    }

    private Optional<String> id(InferenceRequest request, Map<String, InferenceTensor> columns, int event) {
        InferenceTensor ids = columns.get(task.event().id());
        if (ids != null) {
            return Optional.ofNullable(ids.elements().get(event));
        }
        Optional<String> named = request.parameters().get(task.event().id());
        if (named.isPresent() && request.events() > 1) {
            throw RequestRefused.of(
                    HttpFault.INVALID_REQUEST,
                    "the parameter " + task.event().id() + " names one event, and there are " + request.events()
                            + "; expected an input of that name");
        }
        return named.or(() -> request.id().map(id -> id + "-" + event));
    }

    private Optional<String> time(InferenceRequest request, Map<String, InferenceTensor> columns, int event) {
        InferenceTensor times = columns.get(task.event().time());
        return times == null
                ? request.parameters().get(task.event().time())
                : Optional.ofNullable(times.elements().get(event));
    }

    private Map<String, String> input(InferenceRequest request, int event) {
        Map<String, String> input = new HashMap<>();
        for (InferenceTensor column : request.inputs()) {
            String element = column.elements().get(event);
            boolean identifies = column.name().equals(task.event().id())
                    || column.name().equals(task.event().time());
            if (element != null && (!identifies || task.isInput(column.name()))) {
                input.put(column.name(), element);
            }
        }
        return input;
    }
}
