package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;

/**
 * What is to go live, and why it may. The files lie in the store already.
 *
 * @param task whose model
 * @param environment where
 * @param version which version
 * @param digest of its manifest
 * @param uri where its files lie
 * @param approval why it may
 * @param condition what the approval takes for granted
 * @param text what people read of it
 */
public record ReleaseRequest(
        TaskName task,
        Environment environment,
        VersionName version,
        Digest digest,
        String uri,
        Approval approval,
        LiveCondition condition,
        ChangeText text) {

    /**
     * Checks that it can become a pointer.
     *
     * @throws dev.understudy.engine.common.UnderstudyException as {@link ModelPointer} does
     */
    public ReleaseRequest {
        var checked = new ModelPointer(uri, version, digest, 1);
        uri = checked.uri();
    }

    /** The pointer with this counter. */
    ModelPointer pointer(long release) {
        return new ModelPointer(uri, version, digest, release);
    }
}
