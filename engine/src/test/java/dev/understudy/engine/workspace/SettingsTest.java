package dev.understudy.engine.workspace;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Flag over environment over file over default, each value with its origin, and no secret in the open. */
class SettingsTest {
    private static final String VARIABLE = "UNDERSTUDY_DATABASE_HOST";

    @TempDir
    Path workspace;

    @Test
    void theDefaultIsTheLast() throws IOException {
        assertHost(read("", Map.of(), Map.of()), "127.0.0.1", "default");
    }

    @Test
    void theFileComesBeforeTheDefault() throws IOException {
        assertHost(read("database:\n  host: file\n", Map.of(), Map.of()), "file", "understudy.yaml:3");
    }

    @Test
    void theEnvironmentComesBeforeTheFile() throws IOException {
        assertHost(
                read("database:\n  host: file\n", Map.of(), Map.of(VARIABLE, "environment")),
                "environment",
                "environment " + VARIABLE);
    }

    @Test
    void theFlagComesFirst() throws IOException {
        assertHost(
                read("database:\n  host: file\n", Map.of("database.host", "flag"), Map.of(VARIABLE, "environment")),
                "flag",
                "flag");
    }

    private static void assertHost(Settings settings, String value, String origin) {
        assertThat(settings.setting(SettingKey.DATABASE_HOST))
                .isEqualTo(new Setting(SettingKey.DATABASE_HOST, value, origin));
        assertThat(settings.value(SettingKey.DATABASE_HOST)).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void everySettingHasAVariable(SettingKey key) throws IOException {
        Settings settings = read("", Map.of(), Map.of(key.variable(), "given"));

        assertThat(settings.value(key)).isEqualTo("given");
        assertThat(settings.all())
                .filteredOn(setting -> setting.origin().startsWith("environment"))
                .hasSize(1);
        assertThat(key.variable()).matches("UNDERSTUDY_[A-Z_]+");
    }

    @Test
    void aVariableSplitsWords() {
        assertThat(SettingKey.DATABASE_PASSWORD_FILE.variable()).isEqualTo("UNDERSTUDY_DATABASE_PASSWORD_FILE");
    }

    @Test
    void allSettingsAreListed() throws IOException {
        assertThat(read("", Map.of(), Map.of()).all()).extracting(Setting::key).containsExactly(SettingKey.values());
    }

    @Test
    void aSecretComesFromTheEnvironmentAndIsHidden() throws IOException {
        Settings settings = read("", Map.of(), Map.of("UNDERSTUDY_DATABASE_PASSWORD", "canary"));

        assertThat(settings.value(SettingKey.DATABASE_PASSWORD)).isEqualTo("canary");
        assertThat(settings.setting(SettingKey.DATABASE_PASSWORD).shown()).isEqualTo("(hidden)");
        assertThat(settings.all().toString()).doesNotContain("canary");
    }

    @Test
    void aSecretOnTheCommandLineIsRefusedWithoutBeingShown() {
        assertRefused(ErrorCode.USAGE, () -> read("", Map.of("database.password", "canary"), Map.of()))
                .contains("database.password", "UNDERSTUDY_DATABASE_PASSWORD")
                .doesNotContain("canary");
    }

    @Test
    void aSecretInTheFileIsRefusedWithoutBeingShown() {
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> read("database:\n  password: canary\n", Map.of(), Map.of()))
                .startsWith("understudy.yaml:3: database.password: ")
                .contains("UNDERSTUDY_DATABASE_PASSWORD")
                .doesNotContain("canary");
    }

    @Test
    void anUnknownFlagIsRefusedWithTheOnesThereAre() {
        assertRefused(ErrorCode.USAGE, () -> read("", Map.of("database.url", "x"), Map.of()))
                .contains("database.url", "database.host");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "database: {url: x} | understudy.yaml:2: database.url: unknown key; expected one of",
                "databases: {kind: h2} | understudy.yaml:2: databases: unknown key; expected one of",
                "database: h2 | understudy.yaml:2: database: expected a mapping",
                "database: {host: [a]} | understudy.yaml:2: database.host: expected a text",
                "apiVersion: understudy/v2 | understudy.yaml:2: apiVersion: the key is there twice",
            })
    void aMistakeIsToldWithFileLineAndKey(String line, String message) {
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> read(line + "\n", Map.of(), Map.of()))
                .startsWith(message);
    }

    @Test
    void aDirectoryWithoutTheFileIsNoWorkspace() {
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> Settings.read(workspace, Map.of(), Map.of()))
                .contains("is no workspace", "understudy init");
    }

    @Test
    void aSectionMayHoldASection() throws IOException {
        Settings settings = read("jobs:\n  queue: redis\n  redis:\n    port: 6380\n", Map.of(), Map.of());

        assertThat(settings.value(SettingKey.JOBS_QUEUE)).isEqualTo("redis");
        assertThat(settings.setting(SettingKey.JOBS_REDIS_PORT))
                .isEqualTo(new Setting(SettingKey.JOBS_REDIS_PORT, "6380", "understudy.yaml:5"));
        assertThat(SettingKey.JOBS_REDIS_PASSWORD_FILE.variable()).isEqualTo("UNDERSTUDY_JOBS_REDIS_PASSWORD_FILE");
    }

    @Test
    void aSecretInTheRepositorysAddressIsRefusedBeforeAnythingShowsIt() {
        assertRefused(
                        ErrorCode.WORKSPACE_INVALID,
                        () -> read(
                                "release: {repository: 'https://ada:c4n4ry@git.example.com/config.git'}\n",
                                Map.of(),
                                Map.of()))
                .startsWith("release.repository (understudy.yaml:2): ")
                .contains("release.tokenFile")
                .doesNotContain("c4n4ry");
    }

    @Test
    void theTokenForTheRepositoryIsASecret() throws IOException {
        Settings settings = read("", Map.of(), Map.of("UNDERSTUDY_RELEASE_TOKEN", "c4n4ry"));

        assertThat(settings.setting(SettingKey.RELEASE_TOKEN).toString()).doesNotContain("c4n4ry");
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> read("release: {token: c4n4ry}\n", Map.of(), Map.of()))
                .contains("UNDERSTUDY_RELEASE_TOKEN", "release.tokenFile")
                .doesNotContain("c4n4ry");
    }

    private Settings read(String lines, Map<String, String> flags, Map<String, String> environment) throws IOException {
        Files.writeString(workspace.resolve(Settings.FILE), "apiVersion: understudy/v1\n" + lines);
        return Settings.read(workspace, flags, environment);
    }
}
