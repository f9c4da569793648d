package dev.understudy.engine.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** An export as Apache Parquet: flat columns that may be null. The metadata is the library's, the pages are our own. */
final class ParquetExport implements ExportSink {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** A row group is held in memory until it is whole. */
    private static final int MOST_ROWS = 20_000;

    private static final long MOST_BYTES = 32L << 20;

    private final OutputStream out;
    private final List<ExportColumn<?>> columns;
    private final List<ParquetPage> pages;
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rows;
    private int rowsOfGroup;

    ParquetExport(OutputStream out, List<ExportColumn<?>> columns) throws IOException {
        this.out = out;
        this.columns = columns;
        this.pages = columns.stream().map(column -> new ParquetPage()).toList();
        write(MAGIC);
    }

    @Override
    public void take(ExportedPrediction row) throws IOException {
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            pages.get(i).put(columns.get(i).of(row));
            bytes += pages.get(i).size();
        }
        rowsOfGroup++;
        if (rowsOfGroup == MOST_ROWS || bytes > MOST_BYTES) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        if (rowsOfGroup == 0) {
            return;
        }
        List<ColumnChunk> chunks = new ArrayList<>();
        long begin = position;
        for (int i = 0; i < columns.size(); i++) {
            ColumnMetaData facts = pages.get(i)
                    .end(out, position, type(columns.get(i)), columns.get(i).name());
            ColumnChunk chunk = new ColumnChunk(position);
            chunk.setMeta_data(facts);
            chunks.add(chunk);
            position += facts.getTotal_compressed_size();
        }
        groups.add(new RowGroup(chunks, position - begin, rowsOfGroup));
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
            facts.setCreated_by("understudy");
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

    private List<SchemaElement> schema() {
        List<SchemaElement> schema = new ArrayList<>();
        SchemaElement root = new SchemaElement("prediction");
        root.setNum_children(columns.size());
        schema.add(root);
        for (ExportColumn<?> column : columns) {
            SchemaElement element = new SchemaElement(column.name());
            element.setType(type(column));
            element.setRepetition_type(FieldRepetitionType.OPTIONAL);
            describe(element, column);
            schema.add(element);
        }
        return schema;
    }

    private static void describe(SchemaElement element, ExportColumn<?> column) {
        switch (column) {
            case ExportColumn.Text text -> {
                element.setConverted_type(ConvertedType.UTF8);
                element.setLogicalType(LogicalType.STRING(new StringType()));
            }
            case ExportColumn.Time time -> {
                element.setConverted_type(ConvertedType.TIMESTAMP_MICROS);
                element.setLogicalType(
                        LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()))));
            }
            case ExportColumn.Numeric number -> {
                // what the physical type says is all
            }
            case ExportColumn.Whole whole -> {
                // here too
            }
        }
    }

    private static Type type(ExportColumn<?> column) {
        return switch (column) {
            case ExportColumn.Text text -> Type.BYTE_ARRAY;
            case ExportColumn.Numeric number -> Type.DOUBLE;
            case ExportColumn.Whole whole -> Type.INT64;
            case ExportColumn.Time time -> Type.INT64;
        };
    }
}
