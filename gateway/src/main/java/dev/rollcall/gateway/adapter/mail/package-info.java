/**
 * Mail over SMTP, through Vert.x's mail client.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.mail.SmtpMailer}. Only {@code boot}
 * imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.mail;

import org.jspecify.annotations.NullMarked;
