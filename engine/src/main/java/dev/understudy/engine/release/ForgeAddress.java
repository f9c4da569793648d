package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project of a forge.
 *
 * @param kind which forge
 * @param api the address of its API without a slash at the end; for GitLab that of the server
 * @param project {@code owner/name}; GitLab's may have groups between
 */
public record ForgeAddress(ForgeKind kind, URI api, String project) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String NAME = "[A-Za-z0-9_.][A-Za-z0-9_.-]*";
    private static final Pattern OWNED = Pattern.compile(NAME + "/" + NAME);
    private static final Pattern GROUPED = Pattern.compile(NAME + "(/" + NAME + ")+");
    private static final int LONGEST_PROJECT = 300;

    /** {@code https://host/path} or {@code ssh://git@host:22/path}. */
    private static final Pattern URL =
            Pattern.compile("(?:https?|ssh)://(?:[^/@]*@)?(\\[[0-9a-fA-F:]+]|[^/:@\\[\\]]+)(:[0-9]+)?/(.+)");
    /** {@code git@host:path}. */
    private static final Pattern SCP = Pattern.compile("(?:[^/@:]+@)([^/:@]+)():([^/].*)");

    /**
     * Checks the address.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if the API is neither https nor on this machine, or the project has
     *     another form than the forge's projects have
     */
    public ForgeAddress {
        String host = api.getHost() == null ? "" : api.getHost();
        boolean secure = "https".equals(api.getScheme()) && !host.isEmpty();
        boolean here = "http".equals(api.getScheme()) && LOOPBACK.contains(host);
        boolean plain = api.getRawUserInfo() == null && api.getRawQuery() == null && api.getRawFragment() == null;
        if (!(secure || here) || !plain) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "release.forgeAddress: expected an address that begins with https:// (http:// on this machine only),"
                            + " without user name, password or question mark");
        }
        api = URI.create(api.toString().replaceAll("/+$", ""));
        Pattern form = kind == ForgeKind.GITHUB ? OWNED : GROUPED;
        boolean dots = project.contains("/..") || project.startsWith("..") || project.contains("/./");
        if (!form.matcher(project).matches() || project.length() > LONGEST_PROJECT || dots) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "release.project: expected " + (kind == ForgeKind.GITHUB ? "owner/name" : "group/name")
                            + ", and not " + Quoted.of(project));
        }
    }

    /**
     * The project that the settings mean.
     *
     * @param repository the config repository, as the settings have it; what is missing is taken from it
     * @param api the API's address; empty: the repository's host is asked
     * @param project the project; empty: the one of the repository's address
     * @throws UnderstudyException WORKSPACE_INVALID, naming the setting
     */
    public static ForgeAddress of(ForgeKind kind, String repository, String api, String project) {
        Optional<Matcher> place = place(repository);
        String named = project.isEmpty()
                ? place.map(found -> withoutSuffix(found.group(3))).orElseThrow(() -> missing(kind, "project"))
                : project;
        String address =
                api.isEmpty() ? place.map(found -> api(kind, found)).orElseThrow(() -> missing(kind, "address")) : api;
        try {
            return new ForgeAddress(kind, new URI(address), named);
        } catch (URISyntaxException e) { // without the cause, whose message may have a password
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "release.forgeAddress is no address: see character " + e.getIndex());
        }
    }

    private static Optional<Matcher> place(String repository) {
        Matcher url = URL.matcher(repository);
        if (url.matches()) {
            return Optional.of(url);
        }
        Matcher scp = SCP.matcher(repository);
        return scp.matches() ? Optional.of(scp) : Optional.empty();
    }

    /** The port of an SSH address is not the API's; that of an https address is. */
    private static String api(ForgeKind kind, Matcher place) {
        boolean web = place.group().startsWith("http");
        String host = place.group(1) + (web && place.group(2) != null ? place.group(2) : "");
        String base = (place.group().startsWith("http:") ? "http://" : "https://") + host;
        return switch (kind) {
            case GITHUB -> host.equals("github.com") ? "https://api.github.com" : base + "/api/v3";
            case GITLAB -> base;
        };
    }

    private static String withoutSuffix(String path) {
        return path.replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
    }

    private static UnderstudyException missing(ForgeKind kind, String what) {
        return new UnderstudyException(
                ErrorCode.WORKSPACE_INVALID,
                what.equals("project")
                        ? "release.project is not set, and the config repository is at no address that tells it: expected "
                                + (kind == ForgeKind.GITHUB ? "owner/name" : "group/name")
                        : "release.forgeAddress is not set, and the config repository is at no address that tells it:"
                                + " expected the address of " + kind.label() + "'s API, which begins with https://");
    }

    /** Where it is, as people are told. */
    String host() {
        return api.getPort() < 0 ? api.getHost() : api.getHost() + ":" + api.getPort();
    }
}
