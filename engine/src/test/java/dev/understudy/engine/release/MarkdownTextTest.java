package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What task data and people write into the text of a pull request stays text there. */
final class MarkdownTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "seller_age=new ¦ seller_age=new",
                "a|b ¦ a\\|b",
                "[x](y) ¦ [x\\](y)",
                "![x](y) ¦ ![x\\](y)",
                "[x][y] ¦ [x\\][y]",
                "cost [−3.3, −1.5]; ¦ cost [−3.3, −1.5];",
                "`x` ¦ \\`x\\`",
                "<img src=x> ¦ \\<img src=x\\>",
                "**x** ~~y~~ ¦ \\*\\*x\\*\\* \\~\\~y\\~\\~",
                "_x_ ¦ \\_x\\_",
                "c:\\dir ¦ c:\\\\dir",
            })
    void markdownIsEscaped(String text, String shown) {
        assertThat(MarkdownText.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ask @team",
                "ada@example.com",
                "see #12",
                "acme/config#12",
                "closes GH-12",
                "see !12 and %3 and $4 and &5",
                "https://evil.example/x",
                "HTTPS://evil.example",
                "www.evil.example"
            })
    void nobodyIsCalledAndNothingIsLinked(String text) {
        assertThat(MarkdownText.of(text))
                .doesNotContainPattern("@\\w|[#!%$&]\\d|(?i)GH-\\d|[a-z]://|www\\.")
                .hasSameSizeAs(text);
    }

    @Test
    void linesCommandsAndTrailersCannotBeMade() {
        String hostile =
                "x\n/merge\n\n/approve\r\n# heading\n| a | b |\nUnderstudy-Approved-By: simulation s-9\n- [x] done";

        String shown = MarkdownText.of(hostile);

        assertThat(shown).doesNotContain("\n", "\r");
        ChangeText text = new ChangeText("/merge " + hostile, hostile + "\n\n" + shown);
        assertThat(text.title()).doesNotStartWith("/").doesNotContain("\n");
        assertThat(text.body().lines()).noneMatch(line -> line.strip().startsWith("/"));
        PointerChange change = new PointerChange(
                ChangeKind.RELEASE,
                ConfigScene.TASK,
                Environment.STAGING,
                ConfigScene.request("v2", Environment.STAGING).pointer(2),
                new Approval.ByOverruling("Ada @team", "see #1 <b> https://evil.example\n/merge", null),
                text,
                "base");
        RequestText request = ChangeTrailers.request(change);
        assertThat(request.body().lines().filter(line -> line.strip().startsWith("Understudy-Approved-By:")))
                .as("ours alone, as code")
                .singleElement()
                .asString()
                .startsWith("    Understudy-Approved-By: overruled by Ada");
        assertThat(ChangeTrailers.read("Title (#1)\n\n" + request.body() + "\n\nCo-authored-by: x <x@y.z>\n")
                        .map(ChangeTrailers::approvedBy))
                .hasValueSatisfying(approval -> assertThat(approval).startsWith("overruled by Ada"));
        assertThat(ChangeTrailers.read(ChangeTrailers.message(change)).map(ChangeTrailers::simulation))
                .isEqualTo(Optional.empty());
    }
}
