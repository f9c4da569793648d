package dev.understudy.engine.release;

import dev.understudy.engine.common.TaskName;

/**
 * A change that was decided on one state of the config repository, and holds for that state only.
 *
 * @param kind which way it goes
 * @param task whose model changes
 * @param environment where
 * @param pointer what is to be live, with its raised counter
 * @param approval why it may be
 * @param text what people read of it
 * @param base the id of the main branch's commit that it was decided on
 */
public record PointerChange(
        ChangeKind kind,
        TaskName task,
        Environment environment,
        ModelPointer pointer,
        Approval approval,
        ChangeText text,
        String base) {

    /** The branch that it is proposed on: {@code release/<task>/<environment>/<version>-<counter>}. */
    public String branch() {
        return new ChangeBranch(kind, task, environment, pointer.version(), pointer.release()).name();
    }
}
