package dev.understudy.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The cells of one column in one row group: pages of plain values, compressed with gzip. */
final class ParquetColumn {
    private static final int BUFFER = 1 << 13;
    private static final int BITS_OF_A_BYTE = 8;

    private final Column column;
    private byte[] values = new byte[BUFFER];
    private int length;
    /** One bit a cell of the page: whether it is there. */
    private byte[] presence = new byte[BUFFER];

    private int cells;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private long chunkCells;
    private long plainSize;

    ParquetColumn(Column column) {
        this.column = column;
    }

    void text(@Nullable String value) {
        mark(value != null);
        if (value != null) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        }
    }

    void int32(int value) {
        mark(value >= 0);
        if (value >= 0) {
            room(Integer.BYTES).putInt(value);
        }
    }

    void number(int hundredths) {
        mark(hundredths >= 0);
        if (hundredths >= 0) {
            room(Double.BYTES).putDouble(hundredths / 100.0);
        }
    }

    void int64(long value) {
        mark(true);
        room(Long.BYTES).putLong(value);
    }

    private void mark(boolean there) {
        int at = cells / BITS_OF_A_BYTE;
        if (at == presence.length) {
            presence = Arrays.copyOf(presence, 2 * at);
        }
        if (there) {
            presence[at] |= (byte) (1 << (cells % BITS_OF_A_BYTE));
        }
        cells++;
    }

    private ByteBuffer room(int bytes) {
        if (length + bytes > values.length) {
            values = Arrays.copyOf(values, Math.max(2 * values.length, length + bytes));
        }
        ByteBuffer room = ByteBuffer.wrap(values, length, bytes).order(ByteOrder.LITTLE_ENDIAN);
        length += bytes;
        return room;
    }

    /** Ends the page. */
    void endPage() throws IOException {
        if (cells == 0) {
            return;
        }
        byte[] levels = column.isAlwaysThere() ? new byte[0] : levels();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 2);
        try (OutputStream gzip = new FastGzip(compressed, BUFFER)) {
            gzip.write(levels);
            gzip.write(values, 0, length);
        }
        PageHeader header = new PageHeader(PageType.DATA_PAGE, levels.length + length, compressed.size());
        header.setData_page_header(new DataPageHeader(cells, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        int before = chunk.size();
        Util.writePageHeader(header, chunk);
        plainSize += chunk.size() - before + levels.length + length;
        compressed.writeTo(chunk);
        chunkCells += cells;
        Arrays.fill(presence, (byte) 0);
        cells = 0;
        length = 0;
    }

    /** Definition levels: their length, then one run of groups of eight bits, as the hybrid encoding has it. */
    private byte[] levels() {
        int groups = Math.ceilDiv(cells, BITS_OF_A_BYTE);
        ByteBuffer levels = ByteBuffer.allocate(2 * Integer.BYTES + 1 + groups).order(ByteOrder.LITTLE_ENDIAN);
        levels.position(Integer.BYTES);
        int header = (groups << 1) | 1;
        while (header > 0x7f) {
            levels.put((byte) ((header & 0x7f) | 0x80));
            header >>>= 7;
        }
        levels.put((byte) header);
        levels.put(presence, 0, groups);
        levels.putInt(0, levels.position() - Integer.BYTES);
        return Arrays.copyOf(levels.array(), levels.position());
    }

    /**
     * Writes the chunk and begins the next one.
     *
     * @param offset of the chunk in the file
     */
    ColumnMetaData endChunk(OutputStream out, long offset) throws IOException {
        ColumnMetaData facts = new ColumnMetaData(
                type(column.kind()),
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(column.text()),
                CompressionCodec.GZIP,
                chunkCells,
                plainSize,
                chunk.size(),
                offset);
        chunk.writeTo(out);
        chunk.reset();
        chunkCells = 0;
        plainSize = 0;
        return facts;
    }

    static Type type(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> Type.BYTE_ARRAY;
            case WHOLE -> Type.INT32;
            case HUNDREDTHS -> Type.DOUBLE;
            case INSTANT -> Type.INT64;
        };
    }
}
