package dev.understudy.fx.action;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds actions by what was typed: every word must occur; beginnings of words first, else the order given. */
public final class ActionMatch {
    private ActionMatch() {}

    /** The actions that fit what was typed, best first; all where nothing was. */
    public static List<Action> find(List<Action> actions, String typed) {
        List<String> words = List.of(typed.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return actions.stream()
                .filter(action -> words.stream().allMatch(word -> title(action).contains(word)))
                .sorted(Comparator.comparingLong(action -> inside(action, words)))
                .toList();
    }

    /** How many of the words were found only in the middle of a word. */
    private static long inside(Action action, List<String> words) {
        List<String> titleWords = List.of(title(action).split("[^\\p{L}\\p{N}]+"));
        return words.stream()
                .filter(word -> titleWords.stream().noneMatch(part -> part.startsWith(word)))
                .count();
    }

    private static String title(Action action) {
        return action.title().toLowerCase(Locale.ROOT);
    }
}
