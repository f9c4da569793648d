package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.notify.AngusMailChannel;
import dev.understudy.engine.notify.Channel;
import dev.understudy.engine.notify.ConsoleChannel;
import dev.understudy.engine.notify.MailServer;
import dev.understudy.engine.notify.Notifier;
import dev.understudy.engine.notify.WebhookChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The channels that the settings name. */
final class Notifications {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Settings settings;
    private final Supplier<String> webhook;
    private final Supplier<String> mailPassword;

    /**
     * Knows where people are told.
     *
     * @param webhook its address, which is a secret; empty: there is none
     * @param mailPassword asked only where mail is sent
     */
    Notifications(Settings settings, Supplier<String> webhook, Supplier<String> mailPassword) {
        this.settings = settings;
        this.webhook = webhook;
        this.mailPassword = mailPassword;
    }

    /**
     * Who tells over them.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if a setting makes no sense
     */
    Notifier notifier(Consumer<String> console, InstantSource clock) {
        List<Channel> channels = new ArrayList<>();
        switch (settings.value(SettingKey.NOTIFICATIONS_CONSOLE)) {
            case "true" -> channels.add(new ConsoleChannel(console));
            case "false" -> {}
            default -> throw invalid(SettingKey.NOTIFICATIONS_CONSOLE, "true or false");
        }
        String address = webhook.get();
        if (!address.isEmpty()) {
            channels.add(WebhookChannel.at(address));
        }
        if (!settings.value(SettingKey.NOTIFICATIONS_MAIL_HOST).isEmpty()) {
            channels.add(new AngusMailChannel(server(), clock));
        }
        return new Notifier(channels, PATIENCE);
    }

    private MailServer server() {
        return new MailServer(
                settings.value(SettingKey.NOTIFICATIONS_MAIL_HOST),
                port(),
                security(),
                settings.value(SettingKey.NOTIFICATIONS_MAIL_USER),
                mailPassword.get(),
                settings.value(SettingKey.NOTIFICATIONS_MAIL_FROM),
                Arrays.stream(settings.value(SettingKey.NOTIFICATIONS_MAIL_TO).split(",", -1))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .toList());
    }

    private int port() {
        String text = settings.value(SettingKey.NOTIFICATIONS_MAIL_PORT);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw invalid(SettingKey.NOTIFICATIONS_MAIL_PORT, "a port");
        }
        return Integer.parseInt(text);
    }

    private MailServer.Security security() {
        String text = settings.value(SettingKey.NOTIFICATIONS_MAIL_SECURITY);
        return Arrays.stream(MailServer.Security.values())
                .filter(security -> security.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(SettingKey.NOTIFICATIONS_MAIL_SECURITY, "starttls, tls or none"));
    }

    private UnderstudyException invalid(SettingKey key, String expected) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, settings.setting(key) + ": expected " + expected);
    }
}
