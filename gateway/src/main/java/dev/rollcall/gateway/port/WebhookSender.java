package dev.rollcall.gateway.port;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Sends messages to addresses that users name. Blocks until the answer; safe on any thread. */
public interface WebhookSender {
  /**
   * Throws where nothing would be sent there: not https, a name that cannot be found, or one that
   * leads to an inner address.
   *
   * @throws dev.rollcall.gateway.domain.problem.ProblemException ADDRESS_REFUSED
   */
  void check(URI url);

  /**
   * One attempt. The address is looked up anew, and the connection goes to the very address that
   * was looked at. Redirects are not followed.
   */
  Attempt send(URI url, String secret, String event, String deliveryId, String body, Instant now);

  /**
   * What came of it.
   *
   * @param status empty where no answer came
   * @param error empty where it was taken
   */
  record Attempt(Optional<Integer> status, Optional<String> error) {}
}
