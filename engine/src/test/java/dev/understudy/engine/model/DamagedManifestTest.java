package dev.understudy.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest that its tensors' digest fits, and that says something that cannot be. */
final class DamagedManifestTest {
    private static ModelArtifact binary;
    private static ModelArtifact multiclass;

    @BeforeAll
    static void train() {
        binary = Models.forest(TaskKind.BINARY);
        multiclass = Models.forest(TaskKind.MULTICLASS);
    }

    private static void assertInvalid(ModelArtifact artifact, String from, String to) {
        byte[] manifest = Models.manifest(artifact, from, to, artifact.tensorBytes());
        assertThatThrownBy(() -> ModelArtifact.read(manifest, artifact.tensorBytes()))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"formatVersion\" : 1 | \"formatVersion\" : 2",
                "\"formatVersion\" : 1 | \"formatVersion\" : 1.0",
                "\"formatVersion\" : 1 | \"formatVersion\" : 1, \"more\" : 1",
                "\"formatVersion\" : 1 | \"formatVersion\" : 1, \"formatVersion\" : 1",
                "\"calibration\" : \"none\" | \"calibration\" : \"platt\"",
                "\"task\" : \"made-up\" | \"task\" : \"../made-up\"",
                "\"kind\" : \"binary\" | \"kind\" : \"regression\"",
                "\"kind\" : \"binary\" | \"kind\" : \"multiclass\"",
                "\"kind\" : \"tree-ensemble\" | \"kind\" : \"linear\"",
                "\"link\" : \"identity\" | \"link\" : \"sigmoid\"",
                "\"link\" : \"identity\" | \"link\" : \"identity\", \"more\" : 1",
                "\"type\" : \"numeric\" | \"type\" : \"text\"",
                "\"missingIndicator\" : false | \"missingIndicator\" : true",
                "\"missingIndicator\" : false | \"missingIndicator\" : 0",
                "\"least\" : | \"least\" : 1e999, \"was\" :",
                "\"threshold\" : 0.5 | \"threshold\" : \"0.5\"",
                "\"threshold\" : 0.5 | \"threshold\" : 1.5",
                "\"asOf\" : \"2026-01-01T00:00:00Z\" | \"asOf\" : \"yesterday\"",
                "\"snapshot\" : \"sha256: | \"snapshot\" : \"md5:",
                "\"tensors\" : \"sha256: | \"tensors\" : \"sha256:00",
                "\"red\" | \"green\"",
                "\"parameters\" : { | \"parameters\" : [], \"was\" : {",
                "\"seed\" : 5 | \"seed\" : 5.5",
                "\"size\" : | \"size\" : \"many\", \"was\" :"
            })
    void whatCannotBeIsRefused(String from, String to) {
        assertInvalid(binary, from, to);
    }

    @Test
    void parametersAndMetricsAreObjects() {
        String json = new String(binary.manifestBytes(), StandardCharsets.UTF_8);
        byte[] manifest = json.replaceFirst("(?s)\"metrics\" : \\{.*?\\}", "\"metrics\" : []")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ModelArtifact.read(manifest, binary.tensorBytes()))
                .isInstanceOf(UnderstudyException.class)
                .hasMessageContaining("an object is missing");
    }

    @Test
    void aChangedGoldenPredictionIsRefused() {
        double said = binary.model().manifest().golden().getFirst().score().getFirst();

        assertInvalid(binary, Double.toString(said), Double.toString(Math.nextUp(said)));
    }

    @Test
    void aManifestWithoutGoldenPredictionsIsRefused() {
        String json = new String(binary.manifestBytes(), StandardCharsets.UTF_8);
        byte[] manifest = json.replaceFirst("(?s)\"golden\" : \\[.*\\],", "\"golden\" : [ ],")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ModelArtifact.read(manifest, binary.tensorBytes()))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID))
                .hasMessageContaining("golden");
    }

    @Test
    void theManifestOfAnotherModelIsRefused() {
        assertThatThrownBy(() -> ModelArtifact.read(multiclass.manifestBytes(), binary.tensorBytes()))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
    }

    @Test
    void aClassTooFewIsRefused() {
        assertThat(multiclass.model().manifest().outcomes().classes()).containsExactly("high", "low", "middle");
        String json = new String(multiclass.manifestBytes(), StandardCharsets.UTF_8);
        String rates = multiclass.model().manifest().outcomes().rates().get(2).toString();
        byte[] manifest = json.replaceFirst("\"low\",\\s*\"middle\"", "\"low\"")
                .replaceFirst(",\\s*" + rates, "")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ModelArtifact.read(manifest, multiclass.tensorBytes()))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
    }

    @Test
    void noClassesAtAllAreRefused() {
        String json = new String(multiclass.manifestBytes(), StandardCharsets.UTF_8);
        byte[] manifest = json.replaceFirst("(?s)\"classes\" : \\[.*?\\]", "\"classes\" : [ ]")
                .replaceFirst("(?s)\"rates\" : \\[.*?\\]", "\"rates\" : [ 1.0 ]")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ModelArtifact.read(manifest, multiclass.tensorBytes()))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
    }
}
