package dev.understudy.engine.segment;

import dev.understudy.engine.traffic.CanonicalValue;
import dev.understudy.engine.traffic.RawColumn;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A raw value of a segment. What is derived of it is derived once, when it is first asked for. */
final class StoredColumn implements RawColumn {
    private final @Nullable MemorySegment numbers;
    private final @Nullable MemorySegment stored;
    private final @Nullable TextBlock texts;
    private @Nullable List<String> dictionary;
    private int @Nullable [] derived;

    private StoredColumn(@Nullable MemorySegment numbers, @Nullable MemorySegment stored, @Nullable TextBlock texts) {
        this.numbers = numbers;
        this.stored = stored;
        this.texts = texts;
    }

    static Optional<StoredColumn> of(SegmentFile file, String name) {
        if (file.has(RawColumnBuilder.NUMBER + name)) {
            return Optional.of(new StoredColumn(file.block(RawColumnBuilder.NUMBER + name), null, null));
        }
        if (file.has(RawColumnBuilder.CODE + name)) {
            return Optional.of(new StoredColumn(
                    null, file.block(RawColumnBuilder.CODE + name), new TextBlock(file, RawColumnBuilder.TEXT + name)));
        }
        return Optional.empty();
    }

    @Override
    public boolean isNumeric() {
        return numbers != null;
    }

    @Override
    public void numbers(int from, int count, double[] into) {
        MemorySegment all = numbers;
        if (all == null) {
            throw new IllegalStateException("a column of texts has no numbers");
        }
        MemorySegment.copy(all, SegmentFile.DOUBLES, (long) from * Double.BYTES, into, 0, count);
    }

    @Override
    public void codes(int from, int count, int[] into) {
        MemorySegment all = stored;
        if (all == null) {
            System.arraycopy(derived(), from, into, 0, count);
        } else {
            MemorySegment.copy(all, SegmentFile.INTS, (long) from * Integer.BYTES, into, 0, count);
        }
    }

    @Override
    public synchronized List<String> dictionary() {
        List<String> known = dictionary;
        if (known == null) {
            TextBlock block = texts;
            if (block != null) {
                known = List.copyOf(block.all());
                dictionary = known;
            } else {
                derived();
                known = dictionary == null ? List.of() : dictionary;
            }
        }
        return known;
    }

    /** Numbers as texts. */
    private synchronized int[] derived() {
        int[] known = derived;
        MemorySegment all = numbers;
        if (known == null && all != null) {
            known = new int[(int) (all.byteSize() / Double.BYTES)];
            Map<Double, Integer> positions = new HashMap<>();
            List<String> inOrder = new ArrayList<>();
            for (int row = 0; row < known.length; row++) {
                double number = all.getAtIndex(SegmentFile.DOUBLES, row);
                if (Double.isNaN(number)) {
                    known[row] = MISSING;
                } else {
                    Integer before = positions.putIfAbsent(number, inOrder.size());
                    known[row] = before == null ? inOrder.size() : before;
                    if (before == null) {
                        inOrder.add(CanonicalValue.ofNumber(number));
                    }
                }
            }
            dictionary = List.copyOf(inOrder);
            derived = known;
        }
        return known == null ? new int[0] : known;
    }

    /** The canonical value of a row, or null where it is missing. */
    @Nullable
    String value(int row) {
        MemorySegment all = numbers;
        if (all != null) {
            double number = all.getAtIndex(SegmentFile.DOUBLES, row);
            return Double.isNaN(number) ? null : CanonicalValue.ofNumber(number);
        }
        int[] code = new int[1];
        codes(row, 1, code);
        return code[0] == MISSING ? null : dictionary().get(code[0]);
    }
}
