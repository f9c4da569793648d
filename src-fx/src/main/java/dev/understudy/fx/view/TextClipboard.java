package dev.understudy.fx.view;

/** Where copied text goes. */
@FunctionalInterface
public interface TextClipboard {
    /** Puts text there. */
    void copy(String text);
}
