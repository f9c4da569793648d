package dev.understudy.engine.release;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.Configuration;
import java.util.concurrent.Future;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.HttpUrlConnectorProvider;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.client.spi.ConnectorProvider;

/**
 * What gitlab4j's requests go through. The library asks for redirects to be followed in every request, whatever its
 * settings say, and its token would go along to whatever host they lead to; here they are not. Jersey makes it by its name.
 */
final class GitLab4jConnectorProvider implements ConnectorProvider {
    private static final String FOLLOW_REDIRECTS = "jersey.config.client.followRedirects";

    GitLab4jConnectorProvider() {}

    @Override
    public Connector getConnector(Client client, Configuration settings) {
        Connector standard = new HttpUrlConnectorProvider().getConnector(client, settings);
        return new Connector() {
            @Override
            public ClientResponse apply(ClientRequest request) {
                request.setProperty(FOLLOW_REDIRECTS, false);
                return standard.apply(request);
            }

            @Override
            public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
                request.setProperty(FOLLOW_REDIRECTS, false);
                return standard.apply(request, callback);
            }

            @Override
            public String getName() {
                return standard.getName();
            }

            @Override
            public void close() {
                standard.close();
            }
        };
    }
}
