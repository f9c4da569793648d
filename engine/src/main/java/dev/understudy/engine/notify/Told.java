package dev.understudy.engine.notify;

import java.util.Optional;

/**
 * Whether a channel has taken a notice.
 *
 * @param channel its name
 * @param failure why not; empty: it has
 */
public record Told(String channel, Optional<String> failure) {}
