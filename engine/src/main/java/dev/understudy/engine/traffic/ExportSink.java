package dev.understudy.engine.traffic;

import java.io.Closeable;
import java.io.IOException;

/** Takes exported predictions one by one; what it has taken is whole once it is closed. */
interface ExportSink extends Closeable {
    /** Takes the next one. */
    void take(ExportedPrediction row) throws IOException;
}
