package dev.understudy.engine.model;

/** How trees are scored on a machine. Both give the same bits. */
public enum Lanes {
    /** In plain code, which runs everywhere. */
    SCALAR,
    /** With the Vector API, where Java was started with its module and the processor has vectors that are wide enough. */
    VECTOR;

    private static final String MODULE = "jdk.incubator.vector";
    /** Narrower vectors were not measured. */
    private static final int LEAST_BITS = 512;

    /** What this process uses. */
    public static Lanes here() {
        return ModuleLayer.boot().findModule(MODULE).isPresent() && VectorWalk.bits() >= LEAST_BITS ? VECTOR : SCALAR;
    }
}
