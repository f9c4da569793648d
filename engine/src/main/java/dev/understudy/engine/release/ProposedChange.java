package dev.understudy.engine.release;

/**
 * A change that stands on its branch, with one commit, and is not merged yet.
 *
 * @param change the change
 * @param commit the id of the branch's commit
 */
public record ProposedChange(PointerChange change, String commit) {
    /** The branch. */
    public String branch() {
        return change.branch();
    }
}
