package dev.understudy.engine.segment;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of named blocks of numbers, mapped into memory. Everything is little-endian and begins at a multiple of eight
 * bytes:
 *
 * <pre>
 * 8 bytes  "USEGMT01"
 * 4        length of the head
 * 4        CRC-32C of the head
 * head     stamps (count, then 8 bytes each), rows (4), blocks (count, then name, kind, offset, bytes, CRC-32C each)
 * blocks
 * </pre>
 *
 * The numbers of the head are big-endian, as Java's data streams write them.
 */
final class SegmentFile {
    static final long MAGIC = 0x3130544D47455355L; // "USEGMT01", read as a little-endian number
    static final int PREFIX = 16;
    static final int ALIGNMENT = 8;
    static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLES = ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment mapped;
    private final List<Long> stamps;
    private final int rows;
    private final Map<String, Block> blocks;

    record Block(long offset, long bytes, int checksum) {}

    /** The file is not what it should be: it is built again then. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String what) {
            super(what);
        }
    }

    private SegmentFile(MemorySegment mapped, List<Long> stamps, int rows, Map<String, Block> blocks) {
        this.mapped = mapped;
        this.stamps = stamps;
        this.rows = rows;
        this.blocks = blocks;
    }

    /**
     * Maps a file and checks its head.
     *
     * @param stamps what it must be a copy of
     * @return empty where there is none, or another one, or one with a damaged head
     */
    static Optional<SegmentFile> open(Path file, List<Long> stamps, Arena arena) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SegmentFile opened = read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
            return opened.stamps.equals(stamps) ? Optional.of(opened) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static SegmentFile read(MemorySegment mapped) throws IOException {
        if (mapped.byteSize() < PREFIX || mapped.get(LONGS, 0) != MAGIC) {
            throw new Damaged("no segment");
        }
        int length = mapped.get(INTS, 8);
        if (length < 0 || PREFIX + (long) length > mapped.byteSize()) {
            throw new Damaged("cut short");
        }
        MemorySegment head = mapped.asSlice(PREFIX, length);
        if (checksum(head) != mapped.get(INTS, 12)) {
            throw new Damaged("head");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(head.toArray(ValueLayout.JAVA_BYTE)))) {
            Long[] stamps = new Long[in.readInt()];
            for (int i = 0; i < stamps.length; i++) {
                stamps[i] = in.readLong();
            }
            int rows = in.readInt();
            int count = in.readInt();
            Map<String, Block> blocks = LinkedHashMap.newLinkedHashMap(count);
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                Block block = new Block(in.readLong(), in.readLong(), in.readInt());
                if (block.offset() < 0 || block.bytes() < 0 || block.offset() + block.bytes() > mapped.byteSize()) {
                    throw new Damaged(name);
                }
                blocks.put(name, block);
            }
            return new SegmentFile(mapped, List.of(stamps), rows, blocks);
        }
    }

    /**
     * Whether every byte is as it was written. Reading all of them once costs about a tenth of a second a gigabyte, and a
     * wrong number a release.
     */
    boolean isWhole() {
        return blocks.values().stream()
                .allMatch(block -> checksum(mapped.asSlice(block.offset(), block.bytes())) == block.checksum());
    }

    static int checksum(MemorySegment bytes) {
        CRC32C crc = new CRC32C();
        long step = 1 << 30; // a byte buffer holds no more than 2 GiB
        for (long from = 0; from < bytes.byteSize(); from += step) {
            crc.update(
                    bytes.asSlice(from, Math.min(step, bytes.byteSize() - from)).asByteBuffer());
        }
        return (int) crc.getValue();
    }

    int rows() {
        return rows;
    }

    boolean has(String name) {
        return blocks.containsKey(name);
    }

    /** The names that begin so, without the beginning. */
    List<String> namesAfter(String beginning) {
        return blocks.keySet().stream()
                .filter(name -> name.startsWith(beginning))
                .map(name -> name.substring(beginning.length()))
                .toList();
    }

    /** The bytes of a block that is there. */
    MemorySegment block(String name) {
        Block block = blocks.get(name);
        if (block == null) {
            throw new IllegalArgumentException("a segment without " + name);
        }
        return mapped.asSlice(block.offset(), block.bytes());
    }

    int[] ints(String name) {
        return block(name).toArray(INTS);
    }
}
