package io.seqlab.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxyTest {
  @Test
  void hostsAreExcludedFromTheProxyOfTheEnvironment() {
    URI uri = URI.create("https://data.example.org/f");
    ProxySelector direct = ProxySelector.getDefault();
    Map<String, String> upper = Map.of("HTTPS_PROXY", "proxy.example.org:3128");
    assertThat(new EnvironmentProxy(upper).select(uri).toString())
        .contains("proxy.example.org", "3128");
    for (String excluded : List.of("*", "example.org", ".example.org", "a, data.example.org")) {
      assertThat(
              new EnvironmentProxy(
                      Map.of("https_proxy", "http://p:1", "no_proxy", excluded, "NO_PROXY", "b"))
                  .select(uri))
          .isEqualTo(direct.select(uri));
    }
    assertThat(
            new EnvironmentProxy(Map.of("https_proxy", "http://p:1", "NO_PROXY", "xample.org,b"))
                .select(uri)
                .toString())
        .contains("p");
  }
}
