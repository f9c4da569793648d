package dev.understudy.engine.segment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts of a segment, by position. */
final class TextBlock {
    static final String STARTS = ".starts";
    static final String BYTES = ".bytes";

    private final MemorySegment starts;
    private final MemorySegment bytes;

    TextBlock(SegmentFile file, String name) {
        starts = file.block(name + STARTS);
        bytes = file.block(name + BYTES);
    }

    int count() {
        return (int) (starts.byteSize() / Integer.BYTES) - 1;
    }

    String text(int position) {
        int from = starts.getAtIndex(SegmentFile.INTS, position);
        int to = starts.getAtIndex(SegmentFile.INTS, position + 1);
        return new String(bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    List<String> all() {
        List<String> texts = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            texts.add(text(i));
        }
        return texts;
    }
}
