package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an address, being read. */
record RepositoryAddressText(String text) {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);
    private static final Pattern SHORT = Pattern.compile("([^/@]+)@([^/:@]+|\\[[0-9A-Fa-f:]+]):(.+)", Pattern.DOTALL);
    private static final String FORMS =
            "a path, file:///path, https://host/path, ssh://user@host/path or user@host:path";

    RepositoryAddress parse(Path workspace) {
        if (text.isBlank() || text.codePoints().anyMatch(point -> !Quoted.isShowable(point))) {
            throw invalid("expected " + FORMS);
        }
        Matcher scheme = SCHEME.matcher(text);
        if (text.contains("://") || text.startsWith("file:")) {
            return ofScheme(scheme.matches() ? scheme.group(1).toLowerCase(Locale.ROOT) : "");
        }
        Matcher brief = SHORT.matcher(text);
        if (brief.matches()) {
            if (brief.group(1).contains(":")) {
                throw secret();
            }
            return remote(RemoteProtocol.SSH, brief.group(2), -1);
        }
        if (text.contains("@") && text.indexOf(':') >= 0 && text.indexOf(':') < text.indexOf('@')) {
            throw secret();
        }
        if (scheme.matches() && !text.contains("\\")) {
            throw invalid("an address over SSH names its user: user@host:path; expected " + FORMS);
        }
        return new RepositoryAddress.Folder(workspace.resolve(text).normalize());
    }

    private RepositoryAddress ofScheme(String scheme) {
        URI uri = uri();
        return switch (scheme) {
            case "file" -> ofFile(uri);
            case "http", "https" -> ofHttp(scheme, uri);
            case "ssh" -> ofSsh(uri);
            default -> throw invalid("this protocol is not spoken; expected " + FORMS);
        };
    }

    private URI uri() {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // its message would repeat the address
            throw text.contains("@") ? secret() : invalid("expected " + FORMS);
        }
    }

    private RepositoryAddress ofFile(URI uri) {
        String path = uri.getPath();
        if (path == null || !path.startsWith("/") || uri.getRawAuthority() != null || hasMore(uri)) {
            throw invalid("an address of a file is file:///path, and of this machine");
        }
        return remote(RemoteProtocol.FILE, "", -1);
    }

    private RepositoryAddress ofHttp(String scheme, URI uri) {
        if (holdsAt(uri) || hasMore(uri)) {
            throw secret();
        }
        return remote(scheme.equals("http") ? RemoteProtocol.HTTP : RemoteProtocol.HTTPS, host(uri), uri.getPort());
    }

    private RepositoryAddress ofSsh(URI uri) {
        String user = uri.getRawUserInfo();
        if ((user != null && user.contains(":")) || hasMore(uri)) {
            throw secret();
        }
        String host = host(uri);
        if (user == null || user.isEmpty()) {
            throw invalid("an address over SSH names its user: ssh://user@host/path");
        }
        return remote(RemoteProtocol.SSH, host, uri.getPort());
    }

    private static boolean holdsAt(URI uri) {
        return uri.getRawAuthority() != null && uri.getRawAuthority().contains("@");
    }

    private static boolean hasMore(URI uri) {
        return uri.getRawQuery() != null || uri.getRawFragment() != null;
    }

    private String host(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw holdsAt(uri) ? secret() : invalid("expected " + FORMS);
        }
        return host;
    }

    private RepositoryAddress remote(RemoteProtocol protocol, String host, int port) {
        return new RepositoryAddress.Remote(text, protocol, host.toLowerCase(Locale.ROOT), port);
    }

    private static UnderstudyException secret() {
        return new UnderstudyException(
                ErrorCode.WORKSPACE_INVALID,
                "the address of the config repository holds more than where it is, and is not repeated here: an address"
                        + " has no password, token, query or fragment; set release.user, and the token in"
                        + " UNDERSTUDY_RELEASE_TOKEN or release.tokenFile");
    }

    private UnderstudyException invalid(String what) {
        return new UnderstudyException(
                ErrorCode.WORKSPACE_INVALID,
                text.contains("@") && text.contains("://")
                        ? "the address of the config repository: " + what
                        : "the address of the config repository, " + Quoted.of(text) + ": " + what);
    }
}
