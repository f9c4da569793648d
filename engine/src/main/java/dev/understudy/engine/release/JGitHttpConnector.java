package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * HTTP, with the user and the token of the settings. They go to the address's own scheme, host and port; nothing at all
 * is asked of another, wherever a redirection leads.
 */
final class JGitHttpConnector extends JGitConnector {
    private final RemoteAccess access;
    private final String origin;
    private final String token;
    private volatile int lastStatus;
    private volatile @Nullable String elsewhere;

    JGitHttpConnector(RepositoryAddress.Remote address, RemoteAccess access) {
        super(address, access);
        this.access = access;
        this.origin = origin(URI.create(address.text()));
        this.token = access.token().get();
        if (!token.isEmpty() && address.protocol() == RemoteProtocol.HTTP && !isThisMachine(address.host())) {
            throw refused(
                    "would get the token of release.token or release.tokenFile over plain http:, where others can read"
                            + " it; use https:, or no token",
                    null);
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    private static String origin(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    @Override
    void prepare(Transport transport) {
        TransportHttp http = (TransportHttp) transport;
        http.setHttpConnectionFactory(new SameOrigin());
        http.setCredentialsProvider(new NothingMore());
        if (!token.isEmpty()) {
            http.setPreemptiveBasicAuthentication(access.userAt(address.host()), token);
        }
    }

    @Override
    @Nullable
    UnderstudyException knownTrouble(Throwable failure) {
        String other = elsewhere;
        if (other != null) {
            return refused(
                    "sends us on to " + other + ", and neither that nor any credentials go to another address; if"
                            + " it has moved, set release.repository",
                    failure);
        }
        if (isOfTheCertificate(failure)) {
            return refused(
                    "shows a certificate that Java does not trust (" + reason(failure)
                            + "): add its authority to the trust store of Java",
                    failure);
        }
        return switch (lastStatus) {
            case 401 ->
                refused(
                        token.isEmpty()
                                ? "wants credentials (401): set UNDERSTUDY_RELEASE_TOKEN or release.tokenFile, and"
                                        + " release.user where the user matters"
                                : "does not take the token of release.token or release.tokenFile for the user "
                                        + access.userAt(address.host()) + " (401): look at both, and at release.user",
                        failure);
            case 403 ->
                refused(
                        "forbids that (403): look at what the token of release.token or release.tokenFile may do, and at"
                                + " release.user",
                        failure);
            case 404 ->
                refused(
                        "is not there, or is not shown to us (404): look at release.repository, and at what the token of"
                                + " release.token or release.tokenFile may see",
                        failure);
            case 408, 429, 500, 502, 503, 504 ->
                new UnderstudyException(
                        ErrorCode.REPOSITORY_UNAVAILABLE,
                        "the config repository " + address + " does not answer now (" + lastStatus + "); try again",
                        failure);
            default -> null;
        };
    }

    private static boolean isOfTheCertificate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** Makes connections to the one place, and knows how the last one was answered. */
    private final class SameOrigin implements HttpConnectionFactory {
        @Override
        public HttpConnection create(URL url) throws IOException {
            return new Connection(checked(url));
        }

        @Override
        public HttpConnection create(URL url, Proxy proxy) throws IOException {
            return new Connection(checked(url), proxy);
        }

        private URL checked(URL url) throws IOException {
            String asked = origin(URI.create(url.toString()));
            if (!asked.equals(origin)) {
                elsewhere = asked;
                throw new IOException("sent on to another address");
            }
            return url;
        }
    }

    private final class Connection extends JDKHttpConnection {
        Connection(URL url) throws IOException {
            super(url);
            setInstanceFollowRedirects(false);
        }

        Connection(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
            setInstanceFollowRedirects(false);
        }

        @Override
        public int getResponseCode() throws IOException {
            int status = super.getResponseCode();
            lastStatus = status;
            return status;
        }
    }

    /** Has no answer to any further question: not for other credentials, nor whether to trust a certificate. */
    private static final class NothingMore extends CredentialsProvider {
        @Override
        public boolean isInteractive() {
            return false;
        }

        @Override
        public boolean supports(CredentialItem... items) {
            return false;
        }

        @Override
        public boolean get(URIish uri, CredentialItem... items) {
            return false;
        }
    }
}
