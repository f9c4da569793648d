package dev.understudy.engine.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stored model means by a text: none of this may ever change. */
final class HashedTermsTest {
    /** Published results of the reference implementation with seed 0. */
    @ParameterizedTest
    @CsvSource({
        "'', 00000000",
        "a, 3c2569b2",
        "abc, b3dd93fa",
        "hello, 248bfa47",
        "'hello, world', 149bbb7f",
        "'Hello, world!', c0363e43",
        "The quick brown fox jumps over the lazy dog, 2e4ff723"
    })
    void hashesAreThoseOfTheReference(String text, String hash) {
        int computed = Murmur3.hash(text.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.toHexString(computed)).isEqualTo(hash.replaceFirst("^0+(?=.)", ""));
    }

    @Test
    void wordsAreRunsOfLettersDigitsAndMarksInLowerCase() {
        assertThat(HashedTerms.words("Check THIS out: www.page1.com!! (it's_free) ÉCOLE Straße नमस्ते"))
                .containsExactly(
                        "check", "this", "out", "www", "page1", "com", "it", "s", "free", "école", "straße", "नमस्ते");
    }

    @Test
    void lettersThatOnlyLookSpecialAreLetters() {
        assertThat(HashedTerms.words("𝐅𝐑𝐄𝐄 ｍｏｎｅｙ e\u0301t\u00e9")).containsExactly("free", "money", "été");
    }

    @Test
    void aTermIsAWordOrTwoNeighbours() {
        int dimensions = 1 << 30; // wide enough that these do not meet

        assertThat(HashedTerms.of("b A b", dimensions)).hasSize(5).isSorted();
        assertThat(HashedTerms.of("b a b", dimensions)).isEqualTo(HashedTerms.of("B, a... b?", dimensions));
        assertThat(HashedTerms.of("b a b", dimensions)).isNotEqualTo(HashedTerms.of("a b b", dimensions));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "!?", "☃"})
    void withoutWordsThereAreNoTerms(String text) {
        assertThat(HashedTerms.of(text, 4_096)).isEmpty();
    }

    @Test
    void aMissingTextHasNoTerms() {
        assertThat(HashedTerms.of(null, 4_096)).isEmpty();
    }
}
