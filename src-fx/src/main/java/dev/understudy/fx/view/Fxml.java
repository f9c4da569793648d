package dev.understudy.fx.view;

import dev.understudy.fx.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import javafx.fxml.FXMLLoader;
import javafx.fxml.JavaFXBuilderFactory;
import javafx.scene.Node;

/** Reads the FXML that lies beside a view. */
public final class Fxml {
    private Fxml() {}

    /**
     * Reads {@code XView}'s {@code X.fxml} and fills the view's {@code @FXML} fields.
     *
     * @param rootType what the FXML's root element is
     * @return the root node
     */
    public static <N extends Node> N load(Object view, Class<N> rootType, Texts texts) {
        Class<?> type = view.getClass();
        String name = type.getSimpleName().replaceFirst("View$", "") + ".fxml";
        URL file = type.getResource(name);
        if (file == null) {
            throw new IllegalStateException("there is no " + name + " beside " + type.getName());
        }
        FXMLLoader loader =
                new FXMLLoader(file, texts.bundle(), new JavaFXBuilderFactory(), null, StandardCharsets.UTF_8);
        loader.setController(view);
        try {
            return rootType.cast(loader.load());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
