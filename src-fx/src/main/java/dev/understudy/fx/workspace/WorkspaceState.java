package dev.understudy.fx.workspace;

import dev.understudy.engine.overview.WorkspaceOverview;

/** Where the window's workspace stands. */
public sealed interface WorkspaceState {
    /** There is none yet: the first start. */
    record None() implements WorkspaceState {}

    /** It is being read for the first time. */
    record Reading() implements WorkspaceState {}

    /**
     * It is open.
     *
     * @param overview where its tasks stand
     */
    record Open(WorkspaceOverview overview) implements WorkspaceState {}

    /**
     * It cannot be read.
     *
     * @param reason as people say it
     */
    record Failed(String reason) implements WorkspaceState {}
}
