package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A UTF-8 text file, compressed by gzip or not; a byte order mark is passed over. */
final class TextFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Counted counted;
    private final Reader reader;

    private TextFile(Counted counted, Reader reader) {
        this.counted = counted;
        this.reader = reader;
    }

    static TextFile open(Path file) {
        Counted counted = null;
        try {
            counted = new Counted(Files.newInputStream(file));
            return new TextFile(counted, reader(file, counted));
        } catch (IOException e) {
            close(counted);
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "cannot read " + file + ": " + describe(e), e);
        } catch (UnderstudyException e) {
            close(counted);
            throw e;
        }
    }

    private static Reader reader(Path file, Counted counted) throws IOException {
        InputStream bytes = new BufferedInputStream(counted, BUFFER);
        if (startsWith(bytes, 0x1f, 0x8b)) {
            bytes = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER);
        }
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID, file.getFileName() + ":1: the text is UTF-16; expected UTF-8");
        }
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            bytes.skipNBytes(3);
        }
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static boolean startsWith(InputStream bytes, int... expected) throws IOException {
        bytes.mark(expected.length);
        boolean same = true;
        for (int value : expected) {
            same &= bytes.read() == value;
        }
        bytes.reset();
        return same;
    }

    private static String describe(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }

    private static void close(@Nullable InputStream stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "cannot close the file: " + e.getMessage(), e);
        }
    }

    Reader reader() {
        return reader;
    }

    long bytesRead() {
        return counted.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Counts what is read of the file itself, for progress. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
