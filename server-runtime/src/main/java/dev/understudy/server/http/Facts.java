package dev.understudy.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The facts that a call lists, each an object of the JSON. */
final class Facts<T> {
    /** How many facts a call may have. */
    static final int MOST = 10_000;

    private final String name;
    private final List<T> all = new ArrayList<>();
    private boolean there;

    Facts(String name) {
        this.name = name;
    }

    void read(StrictJson json, Function<StrictJson, T> fact) {
        if (!json.isArray()) {
            throw RequestRefused.of(HttpFault.INVALID_REQUEST, name + ": expected an array");
        }
        there = true;
        json.elements(element -> {
            if (all.size() == MOST) {
                throw RequestRefused.of(
                        HttpFault.INVALID_REQUEST, name + ": expected at most " + MOST + " in one call");
            }
            try {
                if (!element.isObject()) {
                    throw RequestRefused.of(HttpFault.INVALID_REQUEST, name + ": expected objects");
                }
                all.add(fact.apply(element));
            } catch (RequestRefused e) {
                throw e.at(all.size());
            }
        });
        if (all.isEmpty()) {
            throw RequestRefused.of(HttpFault.INVALID_REQUEST, name + ": expected at least one");
        }
    }

    boolean isThere() {
        return there;
    }

    List<T> all() {
        return all;
    }
}
