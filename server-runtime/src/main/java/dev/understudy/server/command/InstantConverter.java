package dev.understudy.server.command;

import dev.understudy.engine.common.UtcInstant;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine;

/** Reads instants in flags. */
final class InstantConverter implements CommandLine.ITypeConverter<Instant> {
    static void registerOn(CommandLine line) {
        line.registerConverter(Instant.class, new InstantConverter());
    }

    @Override
    public Instant convert(String text) {
        try {
            return UtcInstant.parse(text);
        } catch (DateTimeException e) {
            throw new CommandLine.TypeConversionException(
                    "expected an ISO-8601 instant or date, such as 2017-03-01T00:00:00Z or 2017-03-01, and found "
                            + text);
        }
    }
}
