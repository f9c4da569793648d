package dev.understudy.engine.notify;

import java.util.function.Consumer;

/** Tells whoever reads the process's own output. */
public final class ConsoleChannel implements Channel {
    private final Consumer<String> console;

    /**
     * A console.
     *
     * @param console takes a text of several lines
     */
    public ConsoleChannel(Consumer<String> console) {
        this.console = console;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public void send(Notice notice) {
        console.accept(notice.text());
    }
}
