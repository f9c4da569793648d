package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.RepositoryAddress;
import dev.understudy.engine.yaml.YamlMapping;
import dev.understudy.engine.yaml.YamlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** All settings of a workspace, each with its origin: flag over environment over file over default. */
public final class Settings {
    /** The settings file in a workspace. */
    public static final String FILE = "understudy.yaml";

    private static final String API_VERSION = "understudy/v1";
    private final Map<SettingKey, Setting> settings;

    private Settings(Map<SettingKey, Setting> settings) {
        this.settings = settings;
    }

    /**
     * Reads the settings of a workspace.
     *
     * @param flags values by path, as given on the command line
     * @param environment the process's environment variables
     * @throws UnderstudyException WORKSPACE_INVALID naming file, line and key, also where the config repository's
     *     address holds a secret
     */
    public static Settings read(Path workspace, Map<String, String> flags, Map<String, String> environment) {
        Map<String, Setting> ofFile = ofFile(workspace.resolve(FILE));
        for (String path : flags.keySet()) {
            SettingKey key = SettingKey.ofPath(path).orElseThrow(() -> unknown(path));
            if (key.isSecret()) {
                throw new UnderstudyException(
                        ErrorCode.USAGE,
                        path + " is a secret and is not taken from the command line; set " + key.variable() + " or "
                                + key.fileSetting());
            }
        }
        Map<SettingKey, Setting> settings = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            Optional<Setting> flag =
                    Optional.ofNullable(flags.get(key.path())).map(value -> new Setting(key, value, "flag"));
            Optional<Setting> variable = Optional.ofNullable(environment.get(key.variable()))
                    .map(value -> new Setting(key, value, "environment " + key.variable()));
            settings.put(
                    key,
                    flag.or(() -> variable)
                            .or(() -> Optional.ofNullable(ofFile.get(key.path())))
                            .orElse(new Setting(key, key.fallback(), "default")));
        }
        Settings read = new Settings(settings);
        read.refuseSecretInAddress(workspace);
        return read;
    }

    /** Before anything shows the settings. */
    private void refuseSecretInAddress(Path workspace) {
        Setting address = setting(SettingKey.RELEASE_REPOSITORY);
        try {
            RepositoryAddress.of(address.value(), workspace);
        } catch (UnderstudyException e) {
            throw new UnderstudyException(
                    e.code(), address.key().path() + " (" + address.origin() + "): " + e.getMessage(), e);
        }
    }

    private static UnderstudyException unknown(String path) {
        return new UnderstudyException(
                ErrorCode.USAGE,
                "there is no setting " + path + "; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(SettingKey.values())
                                        .map(SettingKey::path)
                                        .toList()));
    }

    private static Map<String, Setting> ofFile(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    file.toAbsolutePath().getParent() + " is no workspace: it has no readable " + FILE
                            + "; make one with: understudy init DIRECTORY --task FILE",
                    e);
        }
        YamlMapping root = YamlMapping.read(new YamlSource(FILE, ErrorCode.WORKSPACE_INVALID), text);
        if (!root.text("apiVersion").equals(API_VERSION)) {
            throw root.complaint("apiVersion", "expected " + API_VERSION + ", and found " + root.text("apiVersion"));
        }
        Map<String, Setting> settings = new LinkedHashMap<>();
        TreeSet<String> sections = new TreeSet<>();
        Arrays.stream(SettingKey.values())
                .forEach(key -> sections.add(key.path().split("\\.", 2)[0]));
        for (String name : sections) {
            root.optionalMapping(name).ifPresent(section -> readSection(name, section, settings));
        }
        root.noMore();
        return settings;
    }

    private static void readSection(String name, YamlMapping section, Map<String, Setting> settings) {
        TreeSet<String> deeper = new TreeSet<>();
        for (SettingKey key : SettingKey.values()) {
            if (!key.path().startsWith(name + ".")) {
                continue;
            }
            String own = key.path().substring(name.length() + 1);
            if (own.contains(".")) {
                deeper.add(own.split("\\.", 2)[0]);
                continue;
            }
            if (key.isSecret() && section.has(own)) {
                throw section.complaint(
                        own,
                        "a secret does not belong into a file that is shared; set " + key.variable() + " or "
                                + key.fileSetting());
            }
            section.optionalText(own)
                    .ifPresent(value ->
                            settings.put(key.path(), new Setting(key, value, FILE + ":" + section.lineOf(own))));
        }
        for (String below : deeper) {
            section.optionalMapping(below).ifPresent(mapping -> readSection(name + "." + below, mapping, settings));
        }
        section.noMore();
    }

    /** The value of a setting. */
    public String value(SettingKey key) {
        return setting(key).value();
    }

    /** A setting with its origin. */
    public Setting setting(SettingKey key) {
        return Objects.requireNonNull(settings.get(key), key.path());
    }

    /** All settings. */
    public List<Setting> all() {
        return new ArrayList<>(settings.values());
    }
}
