package dev.understudy.engine.registry;

import java.util.Locale;
import java.util.OptionalLong;

/** Ids that people can say: a prefix and a number. */
final class Numbers {
    private Numbers() {}

    static String name(String prefix, long number) {
        return prefix + String.format(Locale.ROOT, "%04d", number);
    }

    static OptionalLong of(String prefix, String name) {
        String digits = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        return digits.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
