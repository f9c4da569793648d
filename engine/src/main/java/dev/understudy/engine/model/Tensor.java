package dev.understudy.engine.model;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.List;

/** A named-by-position block of numbers with its shape. The arrays belong to the tensor; nobody changes them. */
public sealed interface Tensor {
    /** How many numbers in each dimension. */
    List<Integer> shape();

    /** How many numbers in all. */
    int length();

    /**
     * Double-precision numbers.
     *
     * @param shape numbers in each dimension
     * @param values in row-major order
     */
    @SuppressWarnings("ArrayRecordComponent") // shared on purpose: a model has millions of them
    record Doubles(List<Integer> shape, double[] values) implements Tensor {
        public Doubles {
            shape = List.copyOf(shape);
            checkLength(shape, values.length);
        }

        /** A tensor of one dimension. */
        public static Doubles of(double... values) {
            return new Doubles(List.of(values.length), values);
        }

        @Override
        public int length() {
            return values.length;
        }
    }

    /**
     * 32-bit integers.
     *
     * @param shape numbers in each dimension
     * @param values in row-major order
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Ints(List<Integer> shape, int[] values) implements Tensor {
        public Ints {
            shape = List.copyOf(shape);
            checkLength(shape, values.length);
        }

        /** A tensor of one dimension. */
        public static Ints of(int... values) {
            return new Ints(List.of(values.length), values);
        }

        @Override
        public int length() {
            return values.length;
        }
    }

    private static void checkLength(List<Integer> shape, int length) {
        long product = 1;
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new UnderstudyException(ErrorCode.ARTIFACT_INVALID, "a tensor has a negative dimension");
            }
            product = Math.multiplyExact(product, dimension);
        }
        if (product != length) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID,
                    "a tensor of the shape " + shape + " needs " + product + " numbers, and has " + length);
        }
    }
}
