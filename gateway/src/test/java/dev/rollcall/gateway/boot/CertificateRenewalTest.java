package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.adapter.certificate.OwnCertificate;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is made anew while the gateway runs. */
final class CertificateRenewalTest {
  private static BigInteger shown(int port) throws Exception {
    BigInteger[] serial = {BigInteger.ZERO};
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        null,
        new TrustManager[] {
          new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
              serial[0] = chain[0].getSerialNumber();
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
              return new X509Certificate[0];
            }
          }
        },
        null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
    }
    return serial[0];
  }

  @Test
  void certificateThatIsRenewed_isShownToNewCallers_andOldConnectionsGoOn(@TempDir Path data)
      throws Exception {
    try (RunningSite site = new RunningSite(data, 0)) {
      Caller owner = site.owner();
      BigInteger before = shown(site.port());
      Instant nearItsEnd = Instant.now().plus(Duration.ofDays(380));
      OwnCertificate renewed =
          OwnCertificate.in(data.resolve("keys"), List.of("127.0.0.1"), () -> nearItsEnd);
      assertThat(renewed.certificate().toFile().exists()).isTrue();
      BigInteger now = before;
      Instant end = Instant.now().plus(Duration.ofMinutes(2));
      while (now.equals(before) && Instant.now().isBefore(end)) {
        site.vertx().timer(500).toCompletionStage().toCompletableFuture().join();
        now = shown(site.port());
      }
      assertThat(now).isNotEqualTo(before);
      assertThat(owner.get("/api/v1/me").status()).isEqualTo(200);
    }
  }
}
