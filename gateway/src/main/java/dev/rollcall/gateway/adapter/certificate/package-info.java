/**
 * This machine's own TLS certificate, for sites that bring none.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.certificate.OwnCertificate}. Only {@code
 * boot} imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.certificate;

import org.jspecify.annotations.NullMarked;
