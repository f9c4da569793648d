package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file of tokens says, and whom it lets in. */
class BearerTokensTest {
    private static final NewToken SHOP = NewToken.create("shop", new Random(1));
    private static final NewToken NEXT = NewToken.create("shop", new Random(2));
    private static final NewToken DESK = NewToken.create("desk", new Random(3));

    @Test
    void whoeverBringsATokenIsKnownByItsName() {
        BearerTokens tokens = BearerTokens.parse(
                "# the shop changes to its next token\n\n" + SHOP.line() + "\n  " + NEXT.line() + "\r\n" + DESK.line());
        assertThat(tokens.count()).isEqualTo(3);
        assertThat(tokens.owner("Bearer " + SHOP.token())).contains("shop");
        assertThat(tokens.owner("bearer  " + NEXT.token())).contains("shop");
        assertThat(tokens.owner("Bearer " + DESK.token())).contains("desk");
    }

    @Test
    void whatIsNotATokenOpensNothing() {
        BearerTokens tokens = BearerTokens.parse(SHOP.line());
        assertThat(tokens.owner("")).isEmpty();
        assertThat(tokens.owner("Bearer ")).isEmpty();
        assertThat(tokens.owner(SHOP.token())).isEmpty();
        assertThat(tokens.owner("Basic " + SHOP.token())).isEmpty();
        assertThat(tokens.owner("Bearer " + DESK.token())).isEmpty();
        assertThat(tokens.owner("Bearer " + SHOP.token() + "x")).isEmpty();
        assertThat(tokens.owner("Bearer " + SHOP.line().substring("shop ".length())))
                .as("the hash is no token")
                .isEmpty();
        assertThat(tokens.owner("Bearer " + "x".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nobody", "shop", "Shop sha256:00", "shop canary-token-4711", "shop md5:00"})
    void aFileThatIsNoneIsRefusedByLineAndNeverRepeated(String text) {
        assertThatThrownBy(() -> BearerTokens.parse(text)).isInstanceOfSatisfying(UnderstudyException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID);
            assertThat(e.getMessage()).contains("expected").doesNotContain("canary");
        });
    }

    @Test
    void theSameTokenTwiceIsAMistake() {
        String other = "desk" + SHOP.line().substring("shop".length());
        assertThatThrownBy(() -> BearerTokens.parse(SHOP.line() + "\n" + other)).hasMessageContaining("line 2");
    }

    @Test
    void aTokenHas256BitsAndAName() {
        assertThat(SHOP.token()).matches("understudy_[A-Za-z0-9_-]{43}").isNotEqualTo(NEXT.token());
        assertThat(SHOP.toString()).doesNotContain(SHOP.token());
        assertThatThrownBy(() -> NewToken.create("The Shop", new Random(1)))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }
}
