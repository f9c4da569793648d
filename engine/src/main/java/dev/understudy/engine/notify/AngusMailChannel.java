package dev.understudy.engine.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;

/** Mail as plain text. */
public final class AngusMailChannel implements Channel {
    private static final String MILLIS = "10000";

    private final MailServer server;
    private final InstantSource clock;

    /** Mail by a server. */
    public AngusMailChannel(MailServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Notice notice) throws IOException {
        try {
            MimeMessage message = new MimeMessage(session());
            message.setFrom(new InternetAddress(server.from(), true));
            for (String to : server.to()) {
                message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
            }
            message.setSubject(notice.subject(), StandardCharsets.UTF_8.name());
            message.setText(notice.text(), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(message);
        } catch (AuthenticationFailedException e) { // the server's words may repeat what was said to it
            throw new IOException("the mail server does not take user and password", e);
        } catch (SendFailedException e) {
            throw new IOException("the mail server does not take the message for these addresses", e);
        } catch (MessagingException e) {
            throw new IOException(
                    "the mail server " + server.host() + ":" + server.port() + " could not be told: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    private Session session() {
        boolean tls = server.security() == MailServer.Security.TLS;
        String protocol = tls ? "smtps" : "smtp";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put("mail.transport.protocol.rfc822", protocol);
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "host", server.host());
        properties.put(prefix + "port", Integer.toString(server.port()));
        properties.put(prefix + "connectiontimeout", MILLIS);
        properties.put(prefix + "timeout", MILLIS);
        properties.put(prefix + "writetimeout", MILLIS);
        properties.put(prefix + "auth", Boolean.toString(!server.user().isEmpty()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (server.security() == MailServer.Security.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(server.user(), server.password());
            }
        });
    }
}
