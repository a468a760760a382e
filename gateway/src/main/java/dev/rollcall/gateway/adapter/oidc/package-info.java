/**
 * OpenID Connect by Vert.x OAuth2.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.oidc.VertxOpenIdConnect}. Only {@code
 * boot} imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.oidc;

import org.jspecify.annotations.NullMarked;
