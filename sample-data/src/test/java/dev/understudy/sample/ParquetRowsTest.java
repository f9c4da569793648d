package dev.understudy.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An independent reader finds every cell again, over several pages and row groups. */
class ParquetRowsTest {
    private static final int NUMBER = 70_001;

    @TempDir
    private Path folder;

    @Test
    void everyCellIsReadBack() throws IOException {
        List<Listing> listings = Listings.of(WorldSpec.standard(9), NUMBER);
        Path file = folder.resolve("events.parquet");
        try (ParquetRows rows = new ParquetRows(Files.newOutputStream(file))) {
            for (Listing listing : listings) {
                rows.take(listing);
            }
        }
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
                RowReader rows = reader.rowReader()) {
            assertThat(reader.getFileMetaData().rowGroups()).hasSize(2);
            int at = 0;
            while (rows.hasNext()) {
                rows.next();
                assertThat(cells(rows)).isEqualTo(cells(listings.get(at)));
                at++;
            }
            assertThat(at).isEqualTo(NUMBER);
        }
    }

    private static List<Object> cells(Listing listing) {
        return List.of(
                listing.id(),
                listing.postedAt(),
                listing.knownAt(),
                String.valueOf(listing.district()),
                String.valueOf(listing.furnished()),
                String.valueOf(listing.language()),
                listing.text(),
                listing.scam() ? "yes" : "no",
                listing.price(),
                listing.rooms(),
                listing.photos(),
                listing.accountDays(),
                listing.hour(),
                listing.squareMetreCents());
    }

    private static List<Object> cells(RowReader row) {
        double squareMetre = row.isNull("price_per_m2") ? -0.01 : row.getDouble("price_per_m2");
        return List.of(
                row.getString("id"),
                row.getTimestamp("posted_at"),
                row.getTimestamp("known_at"),
                String.valueOf(text(row, "district")),
                String.valueOf(text(row, "furnished")),
                String.valueOf(text(row, "language")),
                row.getString("text"),
                row.getString("scam"),
                whole(row, "price"),
                whole(row, "rooms"),
                whole(row, "photos"),
                whole(row, "account_age_days"),
                whole(row, "hour"),
                (int) Math.round(squareMetre * 100));
    }

    private static @Nullable String text(RowReader row, String column) {
        return row.isNull(column) ? null : row.getString(column);
    }

    private static int whole(RowReader row, String column) {
        return row.isNull(column) ? -1 : row.getInt(column);
    }
}
