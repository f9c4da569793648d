package dev.understudy.engine.release;

import java.util.Optional;

/**
 * What a release or rollback would change, for review before it is made.
 *
 * @param path the file of the config repository that would change
 * @param present its content now; empty where there is none
 * @param proposed its content afterwards; empty where nothing would be changed
 * @param text what people would read of the change; empty where nothing would be changed
 * @param obstacle why it cannot be made, in one sentence; empty where it can
 */
public record ChangePreview(
        String path,
        Optional<String> present,
        Optional<String> proposed,
        Optional<ChangeText> text,
        Optional<String> obstacle) {}
