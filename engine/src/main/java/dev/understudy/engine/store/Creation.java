package dev.understudy.engine.store;

/** What creating an object came to. */
public enum Creation {
    /** The object is new. */
    CREATED,
    /** An object of that name with the same bytes was there before, and still is. */
    ALREADY_THERE
}
