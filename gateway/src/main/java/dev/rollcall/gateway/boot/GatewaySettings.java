package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.grpc.InferenceAddress;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the flags say.
 *
 * @param database empty: the embedded one of the data folder
 * @param certificate empty: this machine's own
 * @param liveness empty: the best the models can do
 * @param adminPassword empty: a random one
 */
record GatewaySettings(
    Path data,
    String host,
    int port,
    InferenceAddress inference,
    Optional<DatabaseAddress> database,
    Optional<Certificate> certificate,
    Optional<LivenessPolicy> liveness,
    Optional<String> adminPassword) {

  /** PEM files of an own certificate. */
  record Certificate(Path chain, Path key) {}
}
