package dev.understudy.fx.settings;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes settings away from the FX thread; of many changes in a row (a window being dragged) only the latest. */
public final class SettingsWriter {
    private final SettingsFile file;
    private final Executor writer;
    private final AtomicReference<@Nullable FrameSettings> waiting = new AtomicReference<>();

    /**
     * @param file where to
     * @param writer one thread, so that an older state never overtakes a newer one
     */
    public SettingsWriter(SettingsFile file, Executor writer) {
        this.file = file;
        this.writer = writer;
    }

    /** Writes these settings soon. */
    public void save(FrameSettings settings) {
        if (waiting.getAndSet(settings) == null) {
            writer.execute(() -> {
                FrameSettings latest = waiting.getAndSet(null);
                if (latest != null) {
                    file.write(latest);
                }
            });
        }
    }
}
