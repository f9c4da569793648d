package dev.understudy.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at its fastest level: a third larger than usual, in a third of the time. */
final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out, int buffer) throws IOException {
        super(out, buffer);
        def.setLevel(Deflater.BEST_SPEED);
    }
}
