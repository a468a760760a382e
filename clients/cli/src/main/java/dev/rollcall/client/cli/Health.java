package dev.rollcall.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks a gateway that we started ourselves whether it is ready. Any certificate will do: nothing is
 * sent, and the answer only says that the port is served.
 */
record Health(String address) {
  private static final int TIMEOUT_MILLIS = 5000;

  boolean ready() {
    return report().isPresent();
  }

  /** What the gateway says of itself once it is ready; empty until then. */
  Optional<JsonNode> report() {
    try {
      HttpsURLConnection call =
          (HttpsURLConnection) URI.create(address + "/health/ready").toURL().openConnection();
      call.setSSLSocketFactory(anyCertificate().getSocketFactory());
      call.setHostnameVerifier((name, session) -> true);
      call.setConnectTimeout(TIMEOUT_MILLIS);
      call.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return call.getResponseCode() == 200
            ? Optional.of(new ObjectMapper().readTree(call.getInputStream()))
            : Optional.empty();
      } finally {
        call.disconnect();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static SSLContext anyCertificate() {
    TrustManager trusting =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trusting}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }
}
