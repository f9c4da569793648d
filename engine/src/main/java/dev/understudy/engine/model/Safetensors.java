package dev.understudy.engine.model;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors format: eight bytes with the header's length, a JSON header, then the tensors' bytes, little-endian.
 * Only the types {@code F64} and {@code I32} are written and read. Reading trusts nothing: every length and offset is
 * checked before anything of its size is allocated.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Safetensors {
    private static final int LONGEST_HEADER = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(5)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .build();

    private Safetensors() {}

    private record Entry(String name, String type, List<Integer> shape, int begin, int end) {}

    /** The bytes of these tensors; the same tensors always give the same bytes. */
    public static byte[] write(SortedMap<String, Tensor> tensors) {
        ObjectNode header = JSON.createObjectNode();
        int offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            int end = Math.addExact(offset, Math.multiplyExact(entry.getValue().length(), size(entry.getValue())));
            ObjectNode tensor = header.putObject(entry.getKey());
            tensor.put("dtype", type(entry.getValue()));
            entry.getValue().shape().forEach(tensor.withArray("shape")::add);
            tensor.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = padded(JSON.writeValueAsBytes(header));
        ByteBuffer file =
                ByteBuffer.allocate(Math.addExact(8 + json.length, offset)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (Tensor tensor : tensors.values()) {
            switch (tensor) {
                case Tensor.Doubles(List<Integer> shape, double[] values) -> {
                    file.asDoubleBuffer().put(values);
                    file.position(file.position() + 8 * values.length);
                }
                case Tensor.Ints(List<Integer> shape, int[] values) -> {
                    file.asIntBuffer().put(values);
                    file.position(file.position() + 4 * values.length);
                }
            }
        }
        return file.array();
    }

    /** Numbers of eight bytes are read fastest where they begin at a multiple of eight. */
    private static byte[] padded(byte[] json) {
        byte[] padded = new byte[(json.length + 7) / 8 * 8];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(json, 0, padded, 0, json.length);
        return padded;
    }

    /**
     * Reads tensors back.
     *
     * @throws UnderstudyException ARTIFACT_INVALID, saying what is wrong
     */
    public static SortedMap<String, Tensor> read(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 8) {
            throw invalid("it ends within the header's length");
        }
        long headerLength = bytes.getLong();
        if (headerLength < 2 || headerLength > LONGEST_HEADER || headerLength > file.length - 8) {
            throw invalid("its header would have " + headerLength + " bytes");
        }
        int data = 8 + (int) headerLength;
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        int expected = 0;
        for (Entry entry : entries(new String(file, 8, (int) headerLength, StandardCharsets.UTF_8))) {
            if (entry.begin() != expected || entry.end() < entry.begin() || entry.end() > file.length - data) {
                throw invalid("the bytes of " + entry.name() + " overlap, leave a gap or end after the file");
            }
            expected = entry.end();
            ByteBuffer slice = bytes.slice(data + entry.begin(), entry.end() - entry.begin())
                    .order(ByteOrder.LITTLE_ENDIAN);
            tensors.put(entry.name(), tensor(entry, slice));
        }
        if (expected != file.length - data) {
            throw invalid("there are bytes that belong to no tensor");
        }
        return tensors;
    }

    private static List<Entry> entries(String header) {
        try {
            List<Entry> entries = new ArrayList<>();
            JsonNode root = JSON.readTree(header);
            if (!root.isObject()) {
                throw invalid("its header is no JSON object");
            }
            for (Map.Entry<String, JsonNode> property : root.properties()) {
                JsonNode tensor = property.getValue();
                List<Integer> shape = ints(tensor.path("shape"));
                List<Integer> offsets = ints(tensor.path("data_offsets"));
                if (offsets.size() != 2 || tensor.size() != 3) {
                    throw invalid("the header's entry " + property.getKey() + " is not understood");
                }
                entries.add(new Entry(
                        property.getKey(), tensor.path("dtype").asString(""), shape, offsets.get(0), offsets.get(1)));
            }
            entries.sort(Comparator.comparingInt(Entry::begin).thenComparingInt(Entry::end));
            return entries;
        } catch (JacksonException e) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID, "the model file is damaged: its header is not JSON", e);
        }
    }

    private static List<Integer> ints(JsonNode array) {
        if (!array.isArray()) {
            throw invalid("a shape or offset is no list");
        }
        List<Integer> ints = new ArrayList<>();
        for (JsonNode item : array) {
            if (!item.isInt() || item.intValue() < 0) {
                throw invalid("a shape or offset is no small whole number");
            }
            ints.add(item.intValue());
        }
        return ints;
    }

    private static Tensor tensor(Entry entry, ByteBuffer slice) {
        int size = switch (entry.type()) {
            case "F64" -> 8;
            case "I32" -> 4;
            default -> throw invalid("the type of " + entry.name() + " is neither F64 nor I32");
        };
        long count = 1;
        for (int dimension : entry.shape()) {
            count *= dimension;
            if (count > Integer.MAX_VALUE) {
                throw invalid("the shape of " + entry.name() + " is larger than any file");
            }
        }
        if (count * size != slice.remaining()) {
            throw invalid("the bytes of " + entry.name() + " do not fit its shape");
        }
        if (size == 8) {
            double[] values = new double[(int) count];
            slice.asDoubleBuffer().get(values);
            return new Tensor.Doubles(entry.shape(), values);
        }
        int[] values = new int[(int) count];
        slice.asIntBuffer().get(values);
        return new Tensor.Ints(entry.shape(), values);
    }

    private static String type(Tensor tensor) {
        return tensor instanceof Tensor.Doubles ? "F64" : "I32";
    }

    private static int size(Tensor tensor) {
        return tensor instanceof Tensor.Doubles ? 8 : 4;
    }

    private static UnderstudyException invalid(String why) {
        return new UnderstudyException(ErrorCode.ARTIFACT_INVALID, "the model file is damaged: " + why);
    }
}
