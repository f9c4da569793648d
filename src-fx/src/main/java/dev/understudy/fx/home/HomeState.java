package dev.understudy.fx.home;

/** What Home shows. */
public sealed interface HomeState {
    /** There is no workspace yet. */
    record FirstStart() implements HomeState {}

    /** The workspace is being read. */
    record Reading() implements HomeState {}

    /**
     * The workspace cannot be read.
     *
     * @param reason as people say it
     */
    record Failed(String reason) implements HomeState {}

    /** The workspace has no task yet. */
    record NoTask() implements HomeState {}

    /**
     * There are tasks.
     *
     * @param page what is shown of them
     */
    record Tasks(HomePage page) implements HomeState {}
}
