package dev.understudy.engine.release;

/**
 * Where a rollback goes.
 *
 * @param present what is live
 * @param target the earlier release whose model is to be live again; it may be the present one
 */
public record RollbackPlan(Release present, Release target) {
    /** Whether the target's model is live already. */
    public boolean isDone() {
        return present.pointer().isSameModel(target.pointer());
    }
}
