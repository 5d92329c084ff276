package io.seqlab.data.fetch;

import io.seqlab.data.core.DataException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy of Java's system properties ({@code https.proxyHost}), else that of the variables
 * {@code https_proxy} or {@code HTTPS_PROXY}, except for the hosts in {@code no_proxy} or {@code
 * NO_PROXY}: names that include their subdomains, or {@code *}.
 */
final class EnvironmentProxy extends ProxySelector {
  private final Map<String, String> environment;
  private final ProxySelector properties = ProxySelector.getDefault();

  EnvironmentProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    List<Proxy> configured = properties.select(uri);
    if (configured.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
      return configured;
    }
    return variable(uri.getScheme() + "_proxy")
        .filter(proxy -> !isExcluded(uri.getHost()))
        .map(EnvironmentProxy::proxy)
        .map(List::of)
        .orElse(configured);
  }

  /** The value of a variable in lower or upper case, if it is not blank. */
  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(key -> environment.getOrDefault(key, "").strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private boolean isExcluded(String host) {
    return Stream.of(variable("no_proxy").orElse("").split(",", -1))
        .map(name -> name.strip().replaceFirst("^\\*?\\.", ""))
        .anyMatch(
            name ->
                name.equals("*")
                    || host.equalsIgnoreCase(name)
                    || (!name.isEmpty()
                        && host.toLowerCase(Locale.ROOT)
                            .endsWith("." + name.toLowerCase(Locale.ROOT))));
  }

  private static Proxy proxy(String value) {
    try {
      URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
      if ("http".equals(proxy.getScheme()) && proxy.getHost() != null && proxy.getPort() > 0) {
        if (proxy.getUserInfo() != null) {
          throw new DataException(
              "the proxy %s:%d has a user name in its address, which is not supported; use a proxy"
                  + " without, or download the files yourself and set SEQLAB_DATA to their folder",
              proxy.getHost(), proxy.getPort());
        }
        return new Proxy(
            Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort()));
      }
    } catch (IllegalArgumentException e) {
      // It is no address, as the message says.
    }
    throw new DataException(
        "the proxy '%s' in the environment is not an address such as"
            + " http://proxy.example.org:3128; correct https_proxy",
        value);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The download reports it.
  }
}
