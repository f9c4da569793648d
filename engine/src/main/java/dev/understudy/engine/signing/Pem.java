package dev.understudy.engine.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as text, RFC 7468. */
final class Pem {
    static final String PRIVATE_KEY = "PRIVATE KEY";
    static final String PUBLIC_KEY = "PUBLIC KEY";

    private static final int LINE = 64;

    private Pem() {}

    static String write(String label, byte[] content) {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /**
     * The contents of all blocks with a label, in their order.
     *
     * @throws IllegalArgumentException if one of them is no Base64
     */
    static List<byte[]> read(String label, String text) {
        Matcher blocks = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(text);
        List<byte[]> contents = new ArrayList<>();
        while (blocks.find()) {
            contents.add(Base64.getDecoder().decode(blocks.group(1).replaceAll("\\s", "")));
        }
        return contents;
    }
}
