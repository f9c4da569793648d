package dev.understudy.engine.model;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.SortedMap;

/** The tensors of a model file, asked for by name and checked for what every scorer relies on. */
final class TensorSet {
    private final SortedMap<String, Tensor> tensors;
    private int asked;

    TensorSet(SortedMap<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    double[] finite(String name) {
        asked++;
        if (!(tensors.get(name) instanceof Tensor.Doubles doubles)) {
            throw invalid("the tensor " + name + " of doubles is missing");
        }
        for (double value : doubles.values()) {
            if (!Double.isFinite(value)) {
                throw invalid("the tensor " + name + " holds a number that is not finite");
            }
        }
        return doubles.values();
    }

    int[] ints(String name) {
        asked++;
        if (!(tensors.get(name) instanceof Tensor.Ints ints)) {
            throw invalid("the tensor " + name + " of integers is missing");
        }
        return ints.values();
    }

    void noMore() {
        if (asked != tensors.size()) {
            throw invalid("there are tensors that nobody needs");
        }
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw invalid(otherwise);
        }
    }

    private static UnderstudyException invalid(String why) {
        return new UnderstudyException(ErrorCode.ARTIFACT_INVALID, "the model cannot be used: " + why);
    }
}
