package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.RunControl;
import java.util.List;
import java.util.Locale;

/** The steps of a demonstration, in their order. */
enum DemonstrationStep {
    MAKE_EVENTS("events"),
    IMPORT("import"),
    TRAIN_FIRST("first model"),
    REHEARSE_FIRST("its release, simulated"),
    RELEASE_FIRST("its release"),
    BACKFILL("its predictions"),
    RETRAIN("retraining"),
    REHEARSE("release of the retrained model, simulated"),
    REPORT("report"),
    PUBLISH("publishing");

    private final String text;

    DemonstrationStep(String text) {
        this.text = text;
    }

    /** Shows the progress of this step as that of a part of the whole. */
    RunControl within(RunControl whole) {
        whole.checkCancelled();
        List<DemonstrationStep> all = List.of(values());
        String place = String.format(Locale.ROOT, "step %d of %d, %s: ", all.indexOf(this) + 1, all.size(), text);
        return new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {
                whole.progress(place + stage, done, total);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }
}
