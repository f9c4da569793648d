package dev.understudy.fx.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the window. A key that is missing is a defect and throws. */
public final class Texts {
    private final ResourceBundle bundle;
    private final Locale locale;

    /**
     * @param locale whose words and number formats; English where there are none of its own
     */
    public Texts(Locale locale) {
        this.bundle = ResourceBundle.getBundle(
                "dev.understudy.fx.text.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.locale = locale;
    }

    /** The text of a key, with {0}, {1} filled in. */
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** For FXML, whose {@code %key} reads it directly. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
