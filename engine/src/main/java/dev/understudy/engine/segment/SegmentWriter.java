package dev.understudy.engine.segment;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Collects blocks of numbers and writes them as a {@link SegmentFile}, whole or not at all. */
final class SegmentWriter {
    private final List<Long> stamps;
    private final int rows;
    private final List<Named> blocks = new ArrayList<>();

    private final Arena memory = Arena.ofAuto();

    private record Named(String name, MemorySegment bytes) {}

    SegmentWriter(List<Long> stamps, int rows) {
        this.stamps = stamps;
        this.rows = rows;
    }

    void longs(String name, long[] numbers) {
        MemorySegment copy = blank(name, (long) numbers.length * Long.BYTES);
        MemorySegment.copy(numbers, 0, copy, SegmentFile.LONGS, 0, numbers.length);
    }

    void doubles(String name, double[] numbers) {
        MemorySegment copy = blank(name, (long) numbers.length * Double.BYTES);
        MemorySegment.copy(numbers, 0, copy, SegmentFile.DOUBLES, 0, numbers.length);
    }

    void ints(String name, int[] numbers) {
        MemorySegment copy = blank(name, (long) numbers.length * Integer.BYTES);
        MemorySegment.copy(numbers, 0, copy, SegmentFile.INTS, 0, numbers.length);
    }

    /** Off the heap, from where a channel writes without a copy. */
    private MemorySegment blank(String name, long bytes) {
        MemorySegment block = memory.allocate(bytes, SegmentFile.ALIGNMENT);
        blocks.add(new Named(name, block));
        return block;
    }

    void bytes(String name, byte[] bytes) {
        blocks.add(new Named(name, MemorySegment.ofArray(bytes)));
    }

    /** Texts, one after the other, with where each begins. */
    void texts(String name, List<String> texts) {
        int[] starts = new int[texts.size() + 1];
        ByteArrayOutputStream all = new ByteArrayOutputStream(texts.size() * 16);
        for (int i = 0; i < texts.size(); i++) {
            starts[i] = all.size();
            all.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
        }
        starts[texts.size()] = all.size();
        ints(name + TextBlock.STARTS, starts);
        bytes(name + TextBlock.BYTES, all.toByteArray());
    }

    /** Writes the file; another process that writes the same one at the same time does no harm. */
    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path partial =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".partial");
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                write(channel);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(partial);
                throw e;
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "cannot write the segment " + file + ": " + e.getMessage(), e);
        }
    }

    private void write(FileChannel channel) throws IOException {
        // places are numbers of fixed length, so that the head is as long with the places as without
        long from = aligned(SegmentFile.PREFIX + head(0).length);
        byte[] head = head(from);
        ByteBuffer prefix = ByteBuffer.allocate(SegmentFile.PREFIX).order(ByteOrder.LITTLE_ENDIAN);
        prefix.putLong(SegmentFile.MAGIC)
                .putInt(head.length)
                .putInt(SegmentFile.checksum(MemorySegment.ofArray(head)))
                .flip();
        writeAt(channel, 0, prefix);
        writeAt(channel, SegmentFile.PREFIX, ByteBuffer.wrap(head));
        for (Named block : blocks) {
            writeAt(channel, from, block.bytes().asByteBuffer());
            from = aligned(from + block.bytes().byteSize());
        }
        if (channel.size() < from) { // what is empty begins within the file too
            writeAt(channel, from - 1, ByteBuffer.allocate(1));
        }
    }

    private byte[] head(long from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(stamps.size());
            for (long stamp : stamps) {
                out.writeLong(stamp);
            }
            out.writeInt(rows);
            out.writeInt(blocks.size());
            long at = from;
            for (Named block : blocks) {
                out.writeUTF(block.name());
                out.writeLong(at);
                out.writeLong(block.bytes().byteSize());
                out.writeInt(SegmentFile.checksum(block.bytes()));
                at = aligned(at + block.bytes().byteSize());
            }
        }
        return bytes.toByteArray();
    }

    private static long aligned(long offset) {
        return (offset + SegmentFile.ALIGNMENT - 1) / SegmentFile.ALIGNMENT * SegmentFile.ALIGNMENT;
    }

    private static void writeAt(FileChannel channel, long offset, ByteBuffer bytes) throws IOException {
        channel.position(offset);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
