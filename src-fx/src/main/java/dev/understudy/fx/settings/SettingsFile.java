package dev.understudy.fx.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings as a properties file in the user's configuration folder. A setting that cannot be read takes its
 * default; the file as it was is kept beside it, because somebody may have written it by hand.
 */
public final class SettingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

    private final Path file;

    /**
     * @param file where; it and its folder need not exist
     */
    public SettingsFile(Path file) {
        this.file = file;
    }

    /** The settings, or the defaults for what is missing or broken. */
    public FrameSettings read() {
        Properties values = new Properties();
        try {
            values.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException _) {
            return FrameSettings.DEFAULT;
        } catch (IOException | IllegalArgumentException problem) {
            LOG.warn("settings in {} cannot be read, the defaults hold: {}", file, problem.toString());
            keepAside();
            return FrameSettings.DEFAULT;
        }
        SettingsText text = new SettingsText(values);
        FrameSettings settings = text.read();
        if (!text.broken().isEmpty()) {
            LOG.warn("settings in {} with a value that makes no sense, their defaults hold: {}", file, text.broken());
            keepAside();
        }
        return settings;
    }

    /** Writes all settings; a crash in the middle leaves the old file. */
    public void write(FrameSettings settings) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "settings", ".tmp");
            Files.writeString(fresh, SettingsText.write(settings));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException problem) {
            LOG.warn("settings cannot be written to {}: {}", file, problem.toString());
        }
    }

    private void keepAside() {
        try {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".broken"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            LOG.warn("the broken settings could not be kept: {}", problem.toString());
        }
    }
}
