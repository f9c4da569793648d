package dev.understudy.engine.features;

/**
 * Which sample builder derived a model's features.
 *
 * @param builder its class
 * @param version what it said of itself
 */
public record SampleIdentity(String builder, String version) {
    /** The longest version, in characters. */
    static final int LONGEST_VERSION = 100;

    @Override
    public String toString() {
        return builder + ", version " + version;
    }
}
