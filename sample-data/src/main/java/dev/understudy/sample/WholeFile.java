package dev.understudy.sample;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that appears whole or not at all. Where it is there already, what is written is compared with it instead, and
 * must be the same.
 */
final class WholeFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path part;
    private final boolean there;

    WholeFile(Path target) {
        this.target = target;
        this.part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        this.there = Files.exists(target);
    }

    Path target() {
        return target;
    }

    /** Where to write the content. */
    OutputStream content() throws IOException {
        return there ? new Comparison(target, Files.newInputStream(target)) : create();
    }

    /** Where to write the content of a compressed file. Two files are the same if they hold the same. */
    OutputStream compressed() throws IOException {
        if (!there) {
            return new FastGzip(create(), BUFFER);
        }
        InputStream raw = Files.newInputStream(target);
        try {
            return new Comparison(target, new GZIPInputStream(raw, BUFFER));
        } catch (ZipException | EOFException e) {
            raw.close();
            throw other(target, e);
        }
    }

    private OutputStream create() throws IOException {
        return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Gives the file its name; its content is complete. */
    void appear() throws IOException {
        if (there) {
            return;
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes away what did not become a file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }

    private static OtherContentException other(Path file, IOException why) {
        OtherContentException other = new OtherContentException(file);
        other.initCause(why);
        return other;
    }

    /** Takes what should be the content of a file that is there. */
    private static final class Comparison extends OutputStream {
        private final Path file;
        private final InputStream there;

        Comparison(Path file, InputStream there) {
            this.file = file;
            this.there = new BufferedInputStream(there, BUFFER);
        }

        @Override
        public void write(int value) throws IOException {
            if (read() != (value & 0xff)) {
                throw new OtherContentException(file);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(bytes[i]);
            }
        }

        private int read() throws IOException {
            try {
                return there.read();
            } catch (ZipException | EOFException e) {
                throw other(file, e);
            }
        }

        /** The end of the content; the file must end here too. */
        @Override
        public void close() throws IOException {
            try (there) {
                if (read() >= 0) {
                    throw new OtherContentException(file);
                }
            }
        }
    }
}
