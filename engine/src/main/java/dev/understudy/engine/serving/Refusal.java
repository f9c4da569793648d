package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Why a call was refused as a whole: one of its facts cannot be taken.
 *
 * @param index the fact's position in the call, from 0
 * @param code what kind of trouble
 * @param reason in words, naming the value
 */
public record Refusal(int index, ErrorCode code, String reason) {
    /** What became of each of some things, or the refusal of the first that cannot be taken. */
    sealed interface Each<T> {
        record Taken<T>(List<T> all) implements Each<T> {}

        record Refused<T>(Refusal refusal) implements Each<T> {}
    }

    /** Takes each, and stops at the first that is invalid. */
    static <F, T> Each<T> each(List<F> offered, Function<F, T> take) {
        List<T> taken = new ArrayList<>(offered.size());
        for (int i = 0; i < offered.size(); i++) {
            try {
                taken.add(take.apply(offered.get(i)));
            } catch (UnderstudyException e) {
                return new Each.Refused<>(of(i, e));
            }
        }
        return new Each.Taken<>(taken);
    }

    private static Refusal of(int index, UnderstudyException e) {
        if (e.code() != ErrorCode.DATA_INVALID) {
            throw e;
        }
        return new Refusal(index, e.code(), e.getMessage());
    }
}
