package dev.understudy.sample;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as Apache Parquet: instants as UTC timestamps in milliseconds, texts as strings, missing cells as nulls. The
 * metadata is written by the library, the pages by {@link ParquetColumn}: plain values need no more.
 */
final class ParquetRows implements RowSink {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROWS_OF_A_PAGE = 8_192;
    private static final int ROWS_OF_A_GROUP = 8 * ROWS_OF_A_PAGE;
    private static final int BUFFER = 1 << 16;
    private static final int MILLIS = 1000;

    private final OutputStream out;
    private final ParquetColumn[] columns =
            Arrays.stream(Column.values()).map(ParquetColumn::new).toArray(ParquetColumn[]::new);
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rows;
    private int rowsOfPage;
    private int rowsOfGroup;
    private int cell;

    ParquetRows(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(out, BUFFER);
        write(MAGIC);
    }

    private ParquetColumn next() {
        return columns[cell++];
    }

    @Override
    public void text(@Nullable String value) {
        next().text(value);
    }

    @Override
    public void whole(int value) {
        next().int32(value);
    }

    @Override
    public void hundredths(int value) {
        next().number(value);
    }

    @Override
    public void instant(long second) {
        next().int64(second * MILLIS);
    }

    @Override
    public void endRow() throws IOException {
        cell = 0;
        rowsOfGroup++;
        if (++rowsOfPage == ROWS_OF_A_PAGE) {
            endPages();
        }
        if (rowsOfGroup == ROWS_OF_A_GROUP) {
            endGroup();
        }
    }

    private void endPages() throws IOException {
        for (ParquetColumn column : columns) {
            column.endPage();
        }
        rowsOfPage = 0;
    }

    private void endGroup() throws IOException {
        if (rowsOfGroup == 0) {
            return;
        }
        endPages();
        List<ColumnChunk> chunks = new ArrayList<>();
        long plainSize = 0;
        for (ParquetColumn column : columns) {
            ColumnMetaData facts = column.endChunk(out, position);
            ColumnChunk chunk = new ColumnChunk(position);
            chunk.setMeta_data(facts);
            chunks.add(chunk);
            position += facts.getTotal_compressed_size();
            plainSize += facts.getTotal_uncompressed_size();
        }
        groups.add(new RowGroup(chunks, plainSize, rowsOfGroup));
        rows += rowsOfGroup;
        rowsOfGroup = 0;
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            endGroup();
            FileMetaData facts = new FileMetaData(1, schema(), rows, groups);
            facts.setCreated_by("understudy sample world");
            ByteArrayOutputStream footer = new ByteArrayOutputStream();
            Util.writeFileMetaData(facts, footer);
            footer.writeTo(out);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.size())
                    .array());
            out.write(MAGIC);
        }
    }

    private static List<SchemaElement> schema() {
        List<SchemaElement> schema = new ArrayList<>();
        SchemaElement root = new SchemaElement("listing");
        root.setNum_children(Column.values().length);
        schema.add(root);
        for (Column column : Column.values()) {
            SchemaElement element = new SchemaElement(column.text());
            element.setType(ParquetColumn.type(column.kind()));
            element.setRepetition_type(
                    column.isAlwaysThere() ? FieldRepetitionType.REQUIRED : FieldRepetitionType.OPTIONAL);
            describe(element, column.kind());
            schema.add(element);
        }
        return schema;
    }

    private static void describe(SchemaElement element, Column.Kind kind) {
        switch (kind) {
            case TEXT -> {
                element.setConverted_type(ConvertedType.UTF8);
                element.setLogicalType(LogicalType.STRING(new StringType()));
            }
            case INSTANT -> {
                element.setConverted_type(ConvertedType.TIMESTAMP_MILLIS);
                element.setLogicalType(
                        LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MILLIS(new MilliSeconds()))));
            }
            case WHOLE, HUNDREDTHS -> {
                // what the physical type says is all
            }
        }
    }
}
