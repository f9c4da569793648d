package dev.understudy.engine.store;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.net.URI;
import java.util.List;

/**
 * Keeps objects under names. An object is created once, whole and durable, and never changes afterwards; so whoever
 * knows its digest may keep a copy for ever. Stores are safe for use by many threads and processes.
 *
 * <p>Every method throws {@link UnderstudyException} with {@link ErrorCode#STORE_UNAVAILABLE} where the store does not
 * answer, and with {@link ErrorCode#ARTIFACT_INVALID} where something stands in the object's place that no store makes,
 * such as a symbolic link.
 */
public interface ArtifactStore {
    /**
     * Creates an object. When this returns, the object survives a crash; when the process dies meanwhile, the object is
     * there whole or not at all. The same bytes under the same name again are no error.
     *
     * @throws UnderstudyException with {@link ErrorCode#ARTIFACT_EXISTS} if the name has other content, or where the
     *     store cannot keep both, one that differs from it only in upper and lower case
     */
    Creation create(ObjectPath path, byte[] content);

    /** As {@link #create(ObjectPath, byte[])}, and says how far it has come. */
    default Creation create(ObjectPath path, byte[] content, TransferProgress progress) {
        progress.sent(0, content.length);
        Creation creation = create(path, content);
        progress.sent(content.length, content.length);
        return creation;
    }

    /**
     * The bytes of an object.
     *
     * @throws UnderstudyException with {@link ErrorCode#ARTIFACT_MISSING} if there is none of that name
     */
    byte[] read(ObjectPath path);

    /**
     * The bytes of an object that is not larger than the reader can take.
     *
     * @param atMost the most bytes that are read
     * @throws UnderstudyException with {@link ErrorCode#ARTIFACT_MISSING} if there is none of that name; with
     *     {@link ErrorCode#ARTIFACT_INVALID} if it is larger
     */
    byte[] read(ObjectPath path, int atMost);

    /** Whether there is an object, not a folder, of that name. */
    boolean exists(ObjectPath path);

    /** The objects in a folder and in those below it, sorted by name; none if there is no such folder. */
    List<ObjectPath> list(ObjectPath folder);

    /** The address of an object or folder, without credentials and without a slash at the end. */
    URI uri(ObjectPath path);

    /**
     * The name that an address stands for: the inverse of {@link #uri}. Addresses of anything outside this store are
     * refused, so that a config repository cannot point a pod anywhere else.
     *
     * @throws UnderstudyException with {@link ErrorCode#ARTIFACT_NAME_INVALID} if the address is not of this store
     */
    ObjectPath pathOf(URI uri);
}
