package dev.understudy.engine.features;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text and its pairs of neighbouring words, each as a position from 0 on: the 32-bit MurmurHash3 of the
 * term's UTF-8 bytes, modulo the number of dimensions. A word is a run of letters, digits and the marks that combine with
 * them, after Unicode's compatibility normalisation (NFKC) and in lower case; a pair has a space in between. Part of what
 * a stored model means: it never changes.
 */
final class HashedTerms {
    private HashedTerms() {}

    /** The position of each term of a text, in ascending order, as often as the term is there; none of a missing text. */
    static int[] of(@Nullable String text, int dimensions) {
        List<String> words = words(text == null ? "" : text);
        int[] positions = new int[Math.max(0, 2 * words.size() - 1)];
        for (int word = 0; word < words.size(); word++) {
            positions[word] = position(words.get(word), dimensions);
            if (word > 0) {
                positions[words.size() + word - 1] = position(words.get(word - 1) + " " + words.get(word), dimensions);
            }
        }
        Arrays.sort(positions);
        return positions;
    }

    static List<String> words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int begin = -1;
        int at = 0;
        while (at < folded.length()) {
            int character = folded.codePointAt(at);
            if (isOfWord(character)) {
                begin = begin < 0 ? at : begin;
            } else if (begin >= 0) {
                words.add(folded.substring(begin, at));
                begin = -1;
            }
            at += Character.charCount(character);
        }
        if (begin >= 0) {
            words.add(folded.substring(begin));
        }
        return words;
    }

    private static boolean isOfWord(int character) {
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static int position(String term, int dimensions) {
        return Integer.remainderUnsigned(Murmur3.hash(term.getBytes(StandardCharsets.UTF_8)), dimensions);
    }
}
