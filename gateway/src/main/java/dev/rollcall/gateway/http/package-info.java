/**
 * HTTP to and from values: routes, bodies with their limits, shapes of the answers, problem+json.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.http.GatewayServer} and {@link
 * dev.rollcall.gateway.http.ApiRoutes}. Only {@code boot} imports this room.
 */
@NullMarked
package dev.rollcall.gateway.http;

import org.jspecify.annotations.NullMarked;
