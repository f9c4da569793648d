package dev.understudy.engine.release;

/** How a config repository elsewhere is spoken with. */
public enum RemoteProtocol {
    /** A folder that others use too, such as a network drive. */
    FILE,
    /** In the clear: credentials go to this machine only. */
    HTTP,
    /** Encrypted, with user and token. */
    HTTPS,
    /** Encrypted, with a key, and a host that is known. */
    SSH
}
