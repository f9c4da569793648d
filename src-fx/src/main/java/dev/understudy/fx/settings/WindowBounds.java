package dev.understudy.fx.settings;

/**
 * Where the window was, in pixels of the screen.
 *
 * @param x left edge
 * @param y upper edge
 * @param width width when not maximized
 * @param height height when not maximized
 * @param maximized whether it filled the screen
 */
public record WindowBounds(double x, double y, double width, double height, boolean maximized) {
    /** Smaller, and the frame itself would be cut. */
    public static final double MIN_WIDTH = 640;

    /** Smaller, and the frame itself would be cut. */
    public static final double MIN_HEIGHT = 420;

    public WindowBounds {
        if (!(Double.isFinite(x)
                && Double.isFinite(y)
                && width >= 1
                && width <= 100_000
                && height >= 1
                && height <= 100_000)) {
            throw new IllegalArgumentException("no window is at " + x + "," + y + " with " + width + "×" + height);
        }
    }

    /** These bounds moved and shrunk into an area, so that no window opens on a screen that is gone. */
    public WindowBounds within(double left, double top, double areaWidth, double areaHeight) {
        double w = Math.min(width, areaWidth);
        double h = Math.min(height, areaHeight);
        return new WindowBounds(
                Math.clamp(x, left, left + areaWidth - w), Math.clamp(y, top, top + areaHeight - h), w, h, maximized);
    }
}
