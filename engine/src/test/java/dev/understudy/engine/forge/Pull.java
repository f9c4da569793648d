package dev.understudy.engine.forge;

import java.util.ArrayList;
import java.util.List;

/** A pull request as the server keeps it. */
public final class Pull {
    final long number;
    final String branch;
    final boolean ofFork;
    String title;
    String body;
    String state = "open";
    final List<String> comments = new ArrayList<>();

    Pull(long number, String branch, boolean ofFork, String title, String body) {
        this.number = number;
        this.branch = branch;
        this.ofFork = ofFork;
        this.title = title;
        this.body = body;
    }

    public long number() {
        return number;
    }

    public String branch() {
        return branch;
    }

    public String title() {
        return title;
    }

    public String body() {
        return body;
    }

    /** open, closed or merged. */
    public String state() {
        return state;
    }

    public List<String> comments() {
        return List.copyOf(comments);
    }
}
