package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.certificate.OwnCertificate;
import dev.rollcall.gateway.http.Workers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that callers are shown: the one of the flags, or this machine's own. */
final class ShownCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ShownCertificate.class);
  private static final Duration LOOK = Duration.ofHours(1);

  private final GatewaySettings settings;
  private final Path keysFolder;
  private final InstantSource clock;

  /** Our own lies in {@code keysFolder}. */
  ShownCertificate(GatewaySettings settings, Path keysFolder, InstantSource clock) {
    this.settings = settings;
    this.keysFolder = keysFolder;
    this.clock = clock;
  }

  /** Where it lies; our own is made, or made anew, where that is due. */
  GatewaySettings.Certificate files() throws IOException {
    return settings.certificate().isPresent() ? settings.certificate().get() : own();
  }

  private GatewaySettings.Certificate own() throws IOException {
    OwnCertificate own = OwnCertificate.in(keysFolder, List.of(settings.host()), clock);
    return new GatewaySettings.Certificate(own.certificate(), own.key());
  }

  /** Our own that nears its end is made anew while we run; the servers see it by themselves. */
  void renew(Vertx vertx, Workers workers) {
    if (settings.certificate().isEmpty()) {
      vertx.setPeriodic(
          LOOK.toMillis(),
          tick ->
              workers
                  .desk(this::own)
                  .onFailure(e -> LOG.warn("the certificate was not renewed: {}", e.getMessage())));
    }
  }
}
