package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import java.math.BigInteger;
import java.util.Set;

/** The types of a tensor's elements in the Open Inference Protocol, and which JSON each of them takes. */
enum InferenceDatatype {
    BOOL(Form.TRUTH_VALUE),
    UINT8(0, 8),
    UINT16(0, 16),
    UINT32(0, 32),
    UINT64(0, 64),
    INT8(1, 7),
    INT16(1, 15),
    INT32(1, 31),
    INT64(1, 63),
    FP16(Form.NUMBER, Form.WHOLE_NUMBER),
    FP32(Form.NUMBER, Form.WHOLE_NUMBER),
    FP64(Form.NUMBER, Form.WHOLE_NUMBER),
    BYTES(Form.TEXT);

    /** What an element is in JSON. */
    enum Form {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        TRUTH_VALUE
    }

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Form> forms;

    private final BigInteger least;
    private final BigInteger most;

    InferenceDatatype(Form... forms) {
        this.forms = Set.of(forms);
        this.least = BigInteger.ZERO;
        this.most = BigInteger.ZERO;
    }

    InferenceDatatype(int signs, int bits) {
        BigInteger above = BigInteger.TWO.pow(bits);
        this.forms = Set.of(Form.WHOLE_NUMBER);
        this.least = signs == 0 ? BigInteger.ZERO : above.negate();
        this.most = above.subtract(BigInteger.ONE);
    }

    /**
     * The type of that name.
     *
     * @param tensor of which tensor, for the message
     */
    static InferenceDatatype of(String tensor, String name) {
        for (InferenceDatatype datatype : values()) {
            if (datatype.name().equals(name)) {
                return datatype;
            }
        }
        throw RequestRefused.of(
                HttpFault.INVALID_REQUEST,
                Quoted.of(tensor) + ": expected a datatype such as FP64, INT64, BOOL or BYTES, and found "
                        + Quoted.of(name));
    }

    /** Whether its elements may be written in that way. */
    boolean takes(Form form) {
        return forms.contains(form);
    }

    /** Whether it holds numbers. */
    boolean isNumeric() {
        return takes(Form.WHOLE_NUMBER);
    }

    /** Whether an element that is written in the right way is within its range. */
    boolean holds(String element) {
        if (takes(Form.NUMBER) || !isNumeric()) {
            return true;
        }
        BigInteger number = new BigInteger(element);
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }
}
