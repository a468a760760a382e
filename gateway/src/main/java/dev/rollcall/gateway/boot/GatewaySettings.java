package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.grpc.InferenceAddress;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the flags say.
 *
 * @param database empty: the embedded one of the data folder
 * @param certificate empty: this machine's own
 * @param liveness empty: the best the models can do
 * @param adminPassword empty: a random one
 * @param requestsPerSecond that one account may make on average; 0: any number, and strangers any
 *     number too
 * @param webhookHosts names of inner hosts to which webhooks may be sent all the same
 */
record GatewaySettings(
    Path data,
    String host,
    int port,
    InferenceAddress inference,
    Optional<DatabaseAddress> database,
    Optional<Certificate> certificate,
    Optional<LivenessPolicy> liveness,
    Optional<String> adminPassword,
    double requestsPerSecond,
    Set<String> webhookHosts) {
  /** Of one account, on average: more than any kiosk or page asks. */
  static final double USUAL_REQUESTS_PER_SECOND = 100;

  GatewaySettings(
      Path data,
      String host,
      int port,
      InferenceAddress inference,
      Optional<DatabaseAddress> database,
      Optional<Certificate> certificate,
      Optional<LivenessPolicy> liveness,
      Optional<String> adminPassword) {
    this(
        data,
        host,
        port,
        inference,
        database,
        certificate,
        liveness,
        adminPassword,
        USUAL_REQUESTS_PER_SECOND,
        Set.of());
  }

  /** PEM files of an own certificate. */
  record Certificate(Path chain, Path key) {}
}
