package dev.understudy.fx.theme;

import java.util.List;

/**
 * The size of everything, in percent of normal.
 *
 * @param percent one of {@link #STEPS}
 */
public record TextSize(int percent) {
    /** The sizes there are. */
    public static final List<Integer> STEPS = List.of(80, 90, 100, 110, 125, 150, 175, 200);

    /** As designed. */
    public static final TextSize NORMAL = new TextSize(100);

    public TextSize {
        if (!STEPS.contains(percent)) {
            throw new IllegalArgumentException("a size is one of " + STEPS + " percent, and was " + percent);
        }
    }

    /** The next larger one, or this where there is none. */
    public TextSize larger() {
        return STEPS.stream()
                .filter(step -> step > percent)
                .findFirst()
                .map(TextSize::new)
                .orElse(this);
    }

    /** The next smaller one, or this where there is none. */
    public TextSize smaller() {
        return STEPS.reversed().stream()
                .filter(step -> step < percent)
                .findFirst()
                .map(TextSize::new)
                .orElse(this);
    }

    /** The class on the root, for which the stylesheet holds the size. */
    public String styleClass() {
        return "size-" + percent;
    }
}
