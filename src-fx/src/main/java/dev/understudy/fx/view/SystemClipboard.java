package dev.understudy.fx.view;

import java.util.Map;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/** The system's clipboard; on the FX thread only. */
public final class SystemClipboard implements TextClipboard {
    @Override
    public void copy(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }
}
