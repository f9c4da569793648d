package dev.understudy.engine.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
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

/** The cells of one column in one row group: a single page of plain values, not compressed. */
final class ParquetPage {
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final BitSet present = new BitSet();
    private int cells;

    /** Puts a text, a number, a whole number or an instant; null is missing. */
    void put(@Nullable Object value) {
        present.set(cells, value != null);
        cells++;
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            putLittle(bytes.length, Integer.BYTES);
            values.writeBytes(bytes);
        } else if (value instanceof Double number) {
            putLittle(Double.doubleToRawLongBits(number), Double.BYTES);
        } else if (value instanceof Long whole) {
            putLittle(whole, Long.BYTES);
        } else if (value instanceof Instant time) {
            putLittle(ChronoUnit.MICROS.between(Instant.EPOCH, time), Long.BYTES);
        } else if (value != null) {
            throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    /** The lowest byte first, as the format has it. */
    private void putLittle(long bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            values.write((int) (bits >>> (i * Byte.SIZE)));
        }
    }

    /** How many bytes the values take. */
    int size() {
        return values.size();
    }

    /**
     * Writes the column's chunk, and begins the next one.
     *
     * @param offset of the chunk in the file
     */
    ColumnMetaData end(OutputStream out, long offset, Type type, String name) throws IOException {
        byte[] levels = levels();
        int size = levels.length + values.size();
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, size);
        header.setData_page_header(new DataPageHeader(cells, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        Util.writePageHeader(header, chunk);
        long whole = chunk.size() + (long) size;
        chunk.writeTo(out);
        out.write(levels);
        values.writeTo(out);
        ColumnMetaData facts = new ColumnMetaData(
                type,
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(name),
                CompressionCodec.UNCOMPRESSED,
                cells,
                whole,
                whole,
                offset);
        values.reset();
        present.clear();
        cells = 0;
        return facts;
    }

    /** Definition levels: their length, then one run of groups of eight bits, as the hybrid encoding has it. */
    private byte[] levels() {
        int groups = Math.ceilDiv(cells, Byte.SIZE);
        ByteArrayOutputStream run = new ByteArrayOutputStream(groups + Integer.BYTES);
        int header = (groups << 1) | 1;
        while (header > 0x7f) {
            run.write((header & 0x7f) | 0x80);
            header >>>= 7;
        }
        run.write(header);
        byte[] bits = present.toByteArray();
        run.writeBytes(bits);
        run.writeBytes(new byte[groups - bits.length]);
        byte[] levels = new byte[Integer.BYTES + run.size()];
        ByteBuffer.wrap(levels)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(run.size())
                .put(run.toByteArray());
        return levels;
    }
}
