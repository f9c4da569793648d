package dev.understudy.sample;

import java.io.IOException;
import java.nio.file.Path;

/** A file is there already, and holds something else than what was to be written. It was left alone. */
public final class OtherContentException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Of a file. */
    public OtherContentException(Path file) {
        super(file + " is there already with other content; choose another directory, or delete the file");
    }
}
