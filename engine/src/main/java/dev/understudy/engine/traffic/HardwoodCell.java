package dev.understudy.engine.traffic;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the values of a Parquet column are written as text, so that they equal the same values from CSV. */
@FunctionalInterface
interface HardwoodCell {
    /** The value of the current row, which is not null. */
    String text(RowReader row, int column);

    /** The way for a column; empty if it is nested or its type has no plain text. */
    static Optional<HardwoodCell> of(SchemaNode column) {
        return column instanceof SchemaNode.PrimitiveNode flat && flat.repetitionType() != RepetitionType.REPEATED
                ? Optional.ofNullable(of(flat.type(), flat.logicalType()))
                : Optional.empty();
    }

    private static @Nullable HardwoodCell of(PhysicalType type, @Nullable LogicalType logical) {
        return switch (logical) {
            case null -> plain(type);
            case LogicalType.StringType text -> RowReader::getString;
            case LogicalType.EnumType text -> RowReader::getString;
            case LogicalType.IntType whole -> whole.isSigned() ? plain(type) : unsigned(type);
            case LogicalType.DecimalType decimal ->
                (row, i) -> row.getDecimal(i).toPlainString();
            case LogicalType.DateType date -> (row, i) -> row.getDate(i).toString();
            case LogicalType.UuidType uuid -> (row, i) -> row.getUuid(i).toString();
            case LogicalType.TimestampType time ->
                time.isAdjustedToUTC()
                        ? (row, i) -> row.getTimestamp(i).toString()
                        : (row, i) -> row.getLocalTimestamp(i).toString();
            default -> null;
        };
    }

    private static @Nullable HardwoodCell plain(PhysicalType type) {
        return switch (type) {
            case BOOLEAN -> (row, i) -> Boolean.toString(row.getBoolean(i));
            case INT32 -> (row, i) -> Integer.toString(row.getInt(i));
            case INT64 -> (row, i) -> Long.toString(row.getLong(i));
            case FLOAT -> (row, i) -> Float.toString(row.getFloat(i));
            case DOUBLE -> (row, i) -> Double.toString(row.getDouble(i));
            default -> null;
        };
    }

    private static @Nullable HardwoodCell unsigned(PhysicalType type) {
        return switch (type) {
            case INT32 -> (row, i) -> Integer.toUnsignedString(row.getInt(i));
            case INT64 -> (row, i) -> Long.toUnsignedString(row.getLong(i));
            default -> null;
        };
    }
}
