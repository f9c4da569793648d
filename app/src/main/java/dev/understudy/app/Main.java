package dev.understudy.app;

import java.util.List;
import javafx.application.Application;

/** Starts the workbench. */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    /** {@code [--workspace DIR]} */
    public static void main(String[] args) {
        try {
            Arguments.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        }
        Application.launch(Workbench.class, args);
    }
}
