package dev.understudy.engine.traffic;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * CSV text that does not end within quotes. The parser would take everything from an open quote to the end of the file
 * for one value; here that end is an error, which names the line of the quote.
 */
final class ClosedQuotes extends FilterReader {
    /** The last in Unicode of the characters that mean something: quote, comma and line ends. */
    private static final char LAST_MARK = ',';

    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        /** After a quote within quotes: the end, or the first half of a quote that is meant. */
        QUOTE_IN_QUOTES
    }

    private State state = State.FIELD_START;
    private long line = 1;
    private long opened;
    private char before;

    ClosedQuotes(Reader text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read < 0) {
            checkClosed();
        } else {
            follow((char) read);
        }
        return read;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            checkClosed();
        }
        for (int i = offset; i < offset + read; i++) {
            if (buffer[i] > LAST_MARK) {
                state = state == State.QUOTED
                        ? State.QUOTED
                        : State.PLAIN; // by far the most characters, and none of them a mark
            } else {
                before = i > offset ? buffer[i - 1] : before;
                follow(buffer[i]);
            }
        }
        before = read > 0 ? buffer[offset + read - 1] : before;
        return read;
    }

    private void checkClosed() throws IOException {
        if (state == State.QUOTED) {
            throw new IOException("the quote that opens in line " + opened + " is never closed");
        }
    }

    private void follow(char c) {
        boolean lineEnd = c == '\n' || c == '\r';
        opened = state == State.FIELD_START && c == '"' ? line : opened;
        state = switch (state) {
            case QUOTED -> c == '"' ? State.QUOTE_IN_QUOTES : State.QUOTED;
            case QUOTE_IN_QUOTES -> c == '"' ? State.QUOTED : c == ',' || lineEnd ? State.FIELD_START : State.PLAIN;
            case FIELD_START -> c == '"' ? State.QUOTED : c == ',' || lineEnd ? State.FIELD_START : State.PLAIN;
            case PLAIN -> c == ',' || lineEnd ? State.FIELD_START : State.PLAIN;
        };
        if (c == '\r' || (c == '\n' && before != '\r')) {
            line++;
        }
        before = c;
    }
}
