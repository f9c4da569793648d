package dev.understudy.fx.release;

import dev.understudy.engine.release.ChangePreview;
import dev.understudy.engine.release.ChangeText;
import java.util.List;
import java.util.Optional;

/**
 * A change as people look at it before it is made.
 *
 * @param path the file of the config repository
 * @param lines the file, with what goes and what comes
 * @param title the change's title; empty where nothing would be changed
 * @param body the change's text
 * @param obstacle why it cannot be made, if it cannot
 */
public record ChangeReview(String path, List<DiffLine> lines, String title, String body, Optional<String> obstacle) {
    public ChangeReview {
        lines = List.copyOf(lines);
    }

    static ChangeReview of(ChangePreview preview) {
        String present = preview.present().orElse("");
        return new ChangeReview(
                preview.path(),
                DiffLine.between(present, preview.proposed().orElse(present)),
                preview.text().map(ChangeText::title).orElse(""),
                preview.text().map(ChangeText::body).orElse("").strip(),
                preview.obstacle());
    }
}
