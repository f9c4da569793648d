package com.example;

import dev.understudy.engine.features.SampleBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Derives three features of a rental listing from its columns. */
public final class ListingSamples implements SampleBuilder {
    @Override
    public String version() {
        return "1";
    }

    @Override
    public Set<String> names() {
        return Set.of("price_per_room", "text_words", "asks_for_money");
    }

    @Override
    public Map<String, String> build(Map<String, String> listing) {
        Map<String, String> derived = new HashMap<>();
        String price = listing.get("price");
        String rooms = listing.get("rooms");
        if (price != null && rooms != null) {
            double count = Double.parseDouble(rooms);
            if (count < 1) {
                throw new IllegalArgumentException("rooms: expected at least 1, and found " + rooms);
            }
            derived.put("price_per_room", Double.toString(Double.parseDouble(price) / count));
        }
        String text = listing.getOrDefault("text", "").strip();
        derived.put("text_words", Integer.toString(text.isEmpty() ? 0 : text.split("\\s+").length));
        derived.put("asks_for_money", text.matches("(?is).*\\b(transfer|deposit|pay|money)\\b.*") ? "yes" : "no");
        return derived;
    }
}
