package dev.understudy.engine.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelSignatureTest {
    private static final TaskName HOTELS = new TaskName("hotels");
    private static final byte[] MANIFEST = bytes("{\"format\": 1}");
    private static final byte[] TENSORS = bytes("tensors");
    /** The steps of docs/signing.md, which that page is checked against. */
    private static final String STEPS = """
            field() { sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p" model.sig; }
            field payload | openssl base64 -d -A >statement.json
            field sig | openssl base64 -d -A >signature.der
            { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c <statement.json)"; cat statement.json; } >signed
            openssl dgst -sha256 -verify "$PUBLIC_KEY" -signature signature.der signed || exit 1
            for file in manifest.json model.safetensors; do
              hash=$(openssl dgst -sha256 -r "$file" | cut -d' ' -f1)
              grep -q "\\"name\\":\\"$file\\",\\"algorithm\\":\\"sha256\\",\\"digest\\":\\"$hash\\"" statement.json || exit 1
            done
            """;

    @TempDir
    Path folder;

    private SigningKey key;
    private TrustedKeys trusted;

    @BeforeEach
    void keys() {
        SigningKey.KeyFiles files = SigningKey.create(folder, "team", new SecureRandom());
        key = SigningKey.read(files.signing(), new SecureRandom());
        trusted = TrustedKeys.read(files.verifying());
    }

    @Test
    void whatWasSignedIsTaken() {
        byte[] bundle = ModelSignature.sign(key, HOTELS, MANIFEST, TENSORS);

        ModelSignature.verify(trusted, Optional.of(bundle), MANIFEST, TENSORS);
        ModelSignature.verify(key.trusted(), Optional.of(bundle), MANIFEST, TENSORS);
    }

    @Test
    void whatWasChangedIsRefused() {
        byte[] bundle = ModelSignature.sign(key, HOTELS, MANIFEST, TENSORS);

        assertRefused(() -> ModelSignature.verify(trusted, Optional.of(bundle), bytes("{\"format\": 2}"), TENSORS))
                .hasMessageContaining("manifest.json");
        assertRefused(() -> ModelSignature.verify(trusted, Optional.of(bundle), MANIFEST, bytes("tensorz")))
                .hasMessageContaining("model.safetensors");
        assertRefused(() -> ModelSignature.verify(trusted, Optional.empty(), MANIFEST, TENSORS))
                .hasMessageContaining("not signed");
    }

    @Test
    void anotherStatementUnderTheSameSignatureIsRefused() {
        String bundle = text(ModelSignature.sign(key, HOTELS, MANIFEST, TENSORS));
        String other = text(ModelSignature.sign(key, HOTELS, bytes("other"), TENSORS));

        String mixed = bundle.replace(field(bundle, "payload"), field(other, "payload"));

        assertRefused(() -> ModelSignature.verify(trusted, Optional.of(bytes(mixed)), bytes("other"), TENSORS))
                .hasMessageContaining("not one of the key");
    }

    @Test
    void theSignatureOfAStrangerIsRefused() {
        SigningKey stranger = SigningKey.read(
                SigningKey.create(folder, "stranger", new SecureRandom()).signing(), new SecureRandom());
        String bundle = text(ModelSignature.sign(stranger, HOTELS, MANIFEST, TENSORS));

        assertRefused(() -> ModelSignature.verify(trusted, Optional.of(bytes(bundle)), MANIFEST, TENSORS))
                .hasMessageContaining("not among the trusted");
        String pretending = bundle.replace(
                field(bundle, "hint"), field(text(ModelSignature.sign(key, HOTELS, MANIFEST, TENSORS)), "hint"));
        assertRefused(() -> ModelSignature.verify(trusted, Optional.of(bytes(pretending)), MANIFEST, TENSORS))
                .hasMessageContaining("not one of the key");
        ModelSignature.verify(TrustedKeys.read(folder), Optional.of(bytes(bundle)), MANIFEST, TENSORS);
    }

    /** Validly signed, and yet not a statement about a model: nobody must take it for one. */
    @Test
    void whatIsSignedMustBeAStatementAboutTheseFiles() {
        String statement = text(Base64.getDecoder()
                .decode(field(text(ModelSignature.sign(key, HOTELS, MANIFEST, TENSORS)), "payload")));
        List<UnaryOperator<String>> changes = List.of(
                text -> text.replace("Statement/v1", "Statement/v2"),
                text -> text.replace("signature/v1.0", "signature/v9"),
                text -> text.replace("\"algorithm\":\"sha256\"", "\"algorithm\":\"md5\""),
                text -> text.replace("\"name\":\"manifest.json\"", "\"name\":\"other.json\""),
                text -> text.replace("\"name\":\"model.safetensors\"", "\"name\":\"manifest.json\""),
                text -> text.replaceFirst("\\{\"sha256\":\"[0-9a-f]{64}\"}", "{\"sha256\":\"" + "0".repeat(64) + "\"}"),
                text -> text.replace("\"_type\"", "\"_type\":\"x\",\"_type\""),
                text -> "[]",
                text -> text.substring(1));
        for (UnaryOperator<String> change : changes) {
            String changed = change.apply(statement);
            assertThat(changed).isNotEqualTo(statement);
            byte[] signed = bytes("DSSEv1 28 application/vnd.in-toto+json " + changed.length() + " " + changed);
            byte[] bundle = SignatureJson.write(
                    new SignatureJson.Bundle(key.verification().hint(), bytes(changed), key.sign(signed)));

            assertRefused(() -> ModelSignature.verify(trusted, Optional.of(bundle), MANIFEST, TENSORS));
        }
    }

    @Test
    void whatIsNoBundleIsRefused() {
        String bundle = text(ModelSignature.sign(key, HOTELS, MANIFEST, TENSORS));
        for (String other : List.of(
                "",
                "[]",
                "null",
                bundle.substring(0, bundle.length() / 2),
                bundle.replace("v0.3", "v0.9"),
                bundle.replace("vnd.in-toto", "other"),
                bundle.replace("\"sig\":\"", "\"sig\":\"***"),
                bundle.replace(field(bundle, "sig"), ""),
                bundle.replace(field(bundle, "sig"), "AAAA"),
                bundle + " ".repeat(ModelSignature.LONGEST))) {
            assertRefused(() -> ModelSignature.verify(trusted, Optional.of(bytes(other)), MANIFEST, TENSORS));
        }
    }

    @Test
    void opensslAloneVerifiesIt() throws IOException, InterruptedException {
        Assumptions.assumeTrue(runs("openssl version"), "there is no openssl here");
        Files.write(folder.resolve("manifest.json"), MANIFEST);
        Files.write(folder.resolve("model.safetensors"), TENSORS);
        Files.write(folder.resolve("model.sig"), ModelSignature.sign(key, HOTELS, MANIFEST, TENSORS));
        assertThat(runs(STEPS)).isTrue();

        Files.writeString(folder.resolve("model.safetensors"), "tampered");
        assertThat(runs(STEPS)).as("another file").isFalse();

        Files.write(folder.resolve("model.safetensors"), TENSORS);
        Files.write(
                folder.resolve("team.pub"),
                Files.readAllBytes(
                        SigningKey.create(folder, "other", new SecureRandom()).verifying()));
        assertThat(runs(STEPS)).as("another key").isFalse();
    }

    @Test
    void thePageHasTheSameSteps() throws IOException {
        assertThat(Files.readString(Path.of("../docs/signing.md"))).contains(STEPS);
    }

    @Test
    void keysOfOpensslSign() throws IOException, InterruptedException {
        Assumptions.assumeTrue(runs("openssl version"), "there is no openssl here");
        assertThat(runs("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out theirs.key"))
                .isTrue();
        Path file = folder.resolve("theirs.key");
        assertThatThrownBy(() -> SigningKey.read(file, new SecureRandom())).hasMessageContaining("openssl pkey -in");

        assertThat(runs("openssl pkey -in theirs.key -pubout >> theirs.key")).isTrue();

        SigningKey theirs = SigningKey.read(file, new SecureRandom());
        ModelSignature.verify(
                TrustedKeys.read(file),
                Optional.of(ModelSignature.sign(theirs, HOTELS, MANIFEST, TENSORS)),
                MANIFEST,
                TENSORS);
    }

    @Test
    void keysOfOtherCurvesAreRefused() throws IOException, InterruptedException {
        Assumptions.assumeTrue(runs("openssl version"), "there is no openssl here");
        assertThat(runs("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out p384.key &&"
                        + " openssl pkey -in p384.key -pubout >> p384.key"))
                .isTrue();

        assertThatThrownBy(() -> SigningKey.read(folder.resolve("p384.key"), new SecureRandom()))
                .hasMessageContaining("P-256");
        assertThatThrownBy(() -> TrustedKeys.read(folder.resolve("p384.key"))).hasMessageContaining("P-256");
    }

    @Test
    void thePrivateKeyIsItsOwnersAndNoKeyIsOverwritten() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("team.key"))))
                .isEqualTo("rw-------");

        assertThatThrownBy(() -> SigningKey.create(folder, "team", new SecureRandom()))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
        ModelSignature.verify(
                trusted, Optional.of(ModelSignature.sign(key, HOTELS, MANIFEST, TENSORS)), MANIFEST, TENSORS);
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefused() throws IOException {
        SigningKey.create(folder, "other", new SecureRandom());
        String first = Files.readString(folder.resolve("team.key"));
        Path mixed = folder.resolve("mixed.key");
        Files.writeString(
                mixed,
                first.substring(0, first.indexOf("-----BEGIN PUBLIC")) + Files.readString(folder.resolve("other.pub")));

        assertThatThrownBy(() -> SigningKey.read(mixed, new SecureRandom())).hasMessageContaining("belong together");
    }

    private boolean runs(String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment().put("PUBLIC_KEY", "team.pub");
        Process process = shell.start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private static String field(String json, String name) {
        String begin = "\"" + name + "\":\"";
        int from = json.indexOf(begin) + begin.length();
        return json.substring(from, json.indexOf('"', from));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
    }
}
