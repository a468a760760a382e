package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.settings.SiteSettings.LoginProvider;
import org.jspecify.annotations.Nullable;

/**
 * Talks OpenID Connect with login providers: the authorization code flow with PKCE.
 *
 * <p>Throws {@code ProblemException} PROVIDER_UNAVAILABLE where the provider cannot be reached or
 * is none, PROVIDER_REFUSED where it does not vouch for who asks. Blocks for some seconds at most;
 * not to be called on an event loop. Safe on any thread.
 */
public interface OpenIdConnect {
  /** Where to send the browser. */
  String authorizationUrl(Client client, Attempt attempt);

  /** Who came back with this code; the provider's signature, its name, ours and the nonce hold. */
  Claims redeem(Client client, Attempt attempt, String code);

  /**
   * A provider as we know it.
   *
   * @param secret null for a public client
   */
  record Client(LoginProvider provider, @Nullable String secret) {
    @Override
    public String toString() {
      return "Client[" + provider.id() + "]";
    }
  }

  /**
   * One way there and back.
   *
   * @param redirectUri where the browser comes back to
   * @param verifier of PKCE, 43 characters or more
   */
  record Attempt(String redirectUri, String state, String nonce, String verifier) {}

  /**
   * What the provider says.
   *
   * @param email null where it does not say, or has not verified it
   */
  record Claims(String subject, @Nullable String email, @Nullable String preferredUsername) {}
}
