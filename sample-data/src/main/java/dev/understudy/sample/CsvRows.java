package dev.understudy.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes rows as CSV: UTF-8, commas, lines that end with a line feed, quotes where they are needed. */
final class CsvRows implements RowSink {
    private static final int CAPACITY = 1 << 16;
    private static final int HUNDRED = 100;
    private static final int TEN = 10;
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int SECONDS_OF_AN_HOUR = 3600;
    private static final int SECONDS_OF_A_MINUTE = 60;

    private final OutputStream out;
    private byte[] buffer = new byte[CAPACITY];
    private int length;
    private boolean rowBegun;
    private long dateDay = Long.MIN_VALUE;
    private String date = "";

    CsvRows(OutputStream out) throws IOException {
        this.out = out;
        for (Column column : Column.values()) {
            text(column.text());
        }
        endRow();
    }

    @Override
    public void text(@Nullable String value) {
        begin();
        if (value == null) {
            return;
        }
        if (isPlain(value)) {
            ascii(value);
        } else {
            bytes(quoted(value).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String quoted(String value) {
        boolean special = value.indexOf(',') >= 0
                || value.indexOf('"') >= 0
                || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0;
        return special ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    /** ASCII that needs no quotes. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == ',' || c == '"') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void whole(int value) {
        begin();
        if (value >= 0) {
            digits(value);
        }
    }

    @Override
    public void hundredths(int value) {
        begin();
        if (value >= 0) {
            digits(value / HUNDRED);
            put('.');
            twoDigits(value % HUNDRED);
        }
    }

    @Override
    public void instant(long second) {
        begin();
        long day = Math.floorDiv(second, (long) SECONDS_OF_A_DAY);
        if (day != dateDay) { // neighbouring rows are of the same day
            dateDay = day;
            date = LocalDate.ofEpochDay(day).toString();
        }
        int rest = Math.floorMod(second, SECONDS_OF_A_DAY);
        ascii(date);
        put('T');
        twoDigits(rest / SECONDS_OF_AN_HOUR);
        put(':');
        twoDigits(rest % SECONDS_OF_AN_HOUR / SECONDS_OF_A_MINUTE);
        put(':');
        twoDigits(rest % SECONDS_OF_A_MINUTE);
        put('Z');
    }

    private void begin() {
        if (rowBegun) {
            put(',');
        }
        rowBegun = true;
    }

    private void digits(int value) {
        if (value >= TEN) {
            digits(value / TEN);
        }
        put('0' + value % TEN);
    }

    private void twoDigits(int value) {
        put('0' + value / TEN);
        put('0' + value % TEN);
    }

    private void ascii(String value) {
        for (int i = 0; i < value.length(); i++) {
            put(value.charAt(i));
        }
    }

    private void bytes(byte[] values) {
        for (byte value : values) {
            put(value);
        }
    }

    private void put(int value) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
        buffer[length++] = (byte) value;
    }

    @Override
    public void endRow() throws IOException {
        put('\n');
        rowBegun = false;
        if (length >= CAPACITY / 2) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
