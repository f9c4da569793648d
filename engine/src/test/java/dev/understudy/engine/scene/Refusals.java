package dev.understudy.engine.scene;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refusal must be: one exception of ours with its stable code, and a message of one line. */
public final class Refusals {
    private Refusals() {}

    /** Holds the call to be refused with this code, and hands its message on. */
    public static AbstractStringAssert<?> assertRefused(ErrorCode code, ThrowingCallable call) {
        String[] message = new String[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(UnderstudyException.class, e -> {
            Assertions.assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            message[0] = e.getMessage();
        });
        return Assertions.assertThat(message[0]).hasLineCount(1);
    }
}
