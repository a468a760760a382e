package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.grpc.GrpcFaceAnalyzer;
import dev.rollcall.gateway.adapter.mysql.Database;
import dev.rollcall.gateway.http.ByteBudget;
import dev.rollcall.gateway.http.Workers;
import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.usecase.CurrentModels;
import dev.rollcall.gateway.usecase.CurrentSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What every area is built on.
 *
 * @param data the site's folder
 * @param installationId of the database
 * @param closing takes what has to be closed when the gateway stops, the last one first
 */
record Ground(
    GatewaySettings flags,
    Path data,
    String installationId,
    Vertx vertx,
    Database database,
    Sealer sealer,
    GrpcFaceAnalyzer analyzer,
    CurrentModels models,
    CurrentSettings settings,
    Workers workers,
    ByteBudget budget,
    PrometheusMeterRegistry registry,
    Clock clock,
    SecureRandom random,
    Consumer<AutoCloseable> closing) {}
