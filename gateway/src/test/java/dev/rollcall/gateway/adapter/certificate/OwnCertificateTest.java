package dev.rollcall.gateway.adapter.certificate;

import static com.google.common.truth.Truth.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void certificate_served_isAcceptedByAClientThatTrustsIt() throws Exception {
    OwnCertificate own = OwnCertificate.in(folder, List.of(), InstantSource.system());
    Vertx vertx = Vertx.vertx();
    try {
      int port =
          vertx
              .createHttpServer(
                  new HttpServerOptions()
                      .setHost("127.0.0.1")
                      .setSsl(true)
                      .setKeyCertOptions(
                          new PemKeyCertOptions()
                              .setCertPath(own.certificate().toString())
                              .setKeyPath(own.key().toString())))
              .requestHandler(request -> request.response().end("hello"))
              .listen(0)
              .await(20, TimeUnit.SECONDS)
              .actualPort();
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(own)).build();
      for (String host : List.of("localhost", "127.0.0.1")) {
        URI address = URI.create("https://" + host + ":" + port);
        assertThat(
                client
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body())
            .isEqualTo("hello");
      }
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }

  private static SSLContext trusting(OwnCertificate own) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("own", read(own));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate read(OwnCertificate own) throws Exception {
    try (var bytes = Files.newInputStream(own.certificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
    }
  }

  @Test
  void key_isReadableByItsOwnerAlone() throws Exception {
    OwnCertificate own = OwnCertificate.in(folder, List.of(), () -> NOW);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.key())))
        .isEqualTo("rw-------");
  }

  @Test
  void hosts_standInTheCertificate_exceptThoseThatMeanEverywhere() throws Exception {
    OwnCertificate own =
        OwnCertificate.in(folder, List.of("Faces.Example", "192.0.2.7", "0.0.0.0"), () -> NOW);
    List<String> names =
        read(own).getSubjectAlternativeNames().stream()
            .map(name -> String.valueOf(name.get(1)))
            .toList();
    assertThat(names)
        .containsAtLeast("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "faces.example", "192.0.2.7");
    assertThat(names).doesNotContain("0.0.0.0");
  }

  @Test
  void secondStart_keepsTheCertificate() throws Exception {
    String first = text(OwnCertificate.in(folder, List.of("::1", "here"), () -> NOW));
    assertThat(
            text(OwnCertificate.in(folder, List.of("here"), () -> NOW.plus(Duration.ofDays(300)))))
        .isEqualTo(first);
  }

  @Test
  void certificateNearItsEnd_isRenewed() throws Exception {
    String first = text(OwnCertificate.in(folder, List.of(), () -> NOW));
    Instant later = NOW.plus(Duration.ofDays(380));
    OwnCertificate renewed = OwnCertificate.in(folder, List.of(), () -> later);
    assertThat(text(renewed)).isNotEqualTo(first);
    assertThat(read(renewed).getNotAfter().toInstant())
        .isGreaterThan(later.plus(Duration.ofDays(300)));
  }

  @Test
  void newHost_isTakenIn() throws Exception {
    String first = text(OwnCertificate.in(folder, List.of(), () -> NOW));
    assertThat(text(OwnCertificate.in(folder, List.of("new.example"), () -> NOW)))
        .isNotEqualTo(first);
  }

  @Test
  void keyOfAnotherCertificate_isReplacedWithIt() throws Exception {
    OwnCertificate own = OwnCertificate.in(folder, List.of(), () -> NOW);
    OwnCertificate other = OwnCertificate.in(folder.resolve("other"), List.of(), () -> NOW);
    Files.copy(other.key(), own.key(), StandardCopyOption.REPLACE_EXISTING);
    String before = text(own);
    assertThat(text(OwnCertificate.in(folder, List.of(), () -> NOW))).isNotEqualTo(before);
  }

  @Test
  void fileThatIsNoCertificate_isReplaced() throws Exception {
    OwnCertificate own = OwnCertificate.in(folder, List.of(), () -> NOW);
    Files.writeString(own.certificate(), "half a file");
    assertThat(
            read(OwnCertificate.in(folder, List.of(), () -> NOW))
                .getSubjectX500Principal()
                .getName())
        .contains("Rollcall");
  }

  private static String text(OwnCertificate own) throws IOException {
    return Files.readString(own.certificate());
  }
}
