/**
 * Messages to addresses that users name, over Vert.x's HTTP client, and never to an inner address.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.webhook.HttpWebhooks}. Only {@code boot}
 * imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.webhook;

import org.jspecify.annotations.NullMarked;
