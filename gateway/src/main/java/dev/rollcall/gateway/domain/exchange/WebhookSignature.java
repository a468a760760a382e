package dev.rollcall.gateway.domain.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a receiver knows that a message is ours and not an old one sent again. */
public final class WebhookSignature {
  public static final String HEADER = "X-Rollcall-Signature";

  private WebhookSignature() {}

  /**
   * {@code t=<unix seconds>,v1=<hex>}: HMAC-SHA256 with the webhook's secret over the seconds, a
   * dot and the body.
   */
  public static String of(String secret, Instant time, String body) {
    String seconds = Long.toString(time.getEpochSecond());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hash = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
