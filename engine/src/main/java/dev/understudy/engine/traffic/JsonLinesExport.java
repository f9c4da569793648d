package dev.understudy.engine.traffic;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An export as JSON Lines: the columns of the others, without those that are missing, and the raw input as an object. */
final class JsonLinesExport implements ExportSink {
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator((String) null).build();

    private final JsonGenerator out;
    private final List<ExportColumn<?>> columns = ExportColumn.all(List.of(), Set.of());

    JsonLinesExport(OutputStream out) {
        this.out = JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    @Override
    public void take(ExportedPrediction row) {
        out.writeStartObject();
        for (ExportColumn<?> column : columns) {
            put(column, row);
        }
        out.writeName("input");
        out.writeStartObject();
        for (Map.Entry<String, String> value : row.event().input().values().entrySet()) {
            out.writeName(value.getKey());
            if (CanonicalValue.isJsonNumber(value.getValue())) {
                out.writeNumber(value.getValue());
            } else {
                out.writeString(value.getValue());
            }
        }
        out.writeEndObject();
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private void put(ExportColumn<?> column, ExportedPrediction row) {
        Object value = column.of(row);
        if (value == null) {
            return;
        }
        out.writeName(column.name());
        switch (column) {
            case ExportColumn.Numeric number -> out.writeNumber((Double) value);
            case ExportColumn.Whole whole -> out.writeNumber((Long) value);
            case ExportColumn.Time time -> out.writeString(((Instant) value).toString());
            case ExportColumn.Text text -> {
                if (column.name().equals("sample") || column.name().equals("class_scores")) {
                    out.writeRawValue((String) value); // JSON that the log wrote itself
                } else {
                    out.writeString((String) value);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
