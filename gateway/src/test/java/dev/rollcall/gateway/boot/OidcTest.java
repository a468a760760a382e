package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.gateway.boot.Caller.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with a real OpenID provider (npm's oidc-provider, on Node), there and back. */
final class OidcTest {
  private static final Path FOLDER = Path.of("target", "oidc");
  private static final String DEPART = "/api/v1/login/oidc/school";

  @TempDir static Path data;

  private static RunningSite site;
  private static Process provider;
  private static int providerPort;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(install(), "npm could not fetch oidc-provider: the login test is left out");
    site = new RunningSite(data, 0);
    providerPort = RunningSite.freePort();
    provider =
        new ProcessBuilder(
                "node",
                "provider.mjs",
                String.valueOf(providerPort),
                "https://localhost:" + site.port() + DEPART + "/callback")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = provider.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); ; line = lines.readLine()) {
      assertThat(line).isNotNull();
      if (line.equals("ready")) {
        break;
      }
    }
    Thread drain = new Thread(() -> lines.lines().forEach(line -> {}), "provider-output");
    drain.setDaemon(true);
    drain.start();
    offer(List.of());
  }

  private static boolean install() throws InterruptedException {
    try {
      Files.createDirectories(FOLDER);
      for (String file : List.of("provider.mjs", "package.json", "package-lock.json", ".npmrc")) {
        Files.copy(
            Path.of("src", "test", "oidc", file),
            FOLDER.resolve(file),
            StandardCopyOption.REPLACE_EXISTING);
      }
      if (Files.exists(FOLDER.resolve("node_modules").resolve("oidc-provider"))) {
        return true;
      }
      Process npm =
          new ProcessBuilder(
                  "npm", "ci", "--prefer-offline", "--ignore-scripts", "--fetch-retries=1")
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return npm.waitFor(5, TimeUnit.MINUTES) && npm.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void offer(List<String> domains) throws Exception {
    Answer changed =
        site.owner()
            .patch(
                "/api/v1/settings",
                new JsonObject()
                    .put(
                        "login_providers",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("id", "school")
                                    .put("name", "School")
                                    .put("issuer", "http://127.0.0.1:" + providerPort)
                                    .put("client_id", "rollcall")
                                    .put("client_secret", "a-secret-of-the-test")
                                    .put("domains", new JsonArray(domains))
                                    .put("role", "member"))));
    assertThat(changed.problem()).isEqualTo("200 is no problem");
    assertThat(changed.body().toString()).doesNotContain("a-secret-of-the-test");
  }

  @AfterAll
  static void stop() {
    if (provider != null) {
      provider.destroy();
    }
    if (site != null) {
      site.close();
    }
  }

  /** A browser that has gone to the provider and is about to come back. */
  private record Returning(Caller browser, String path) {
    Answer arrive() throws Exception {
      return browser.get(path);
    }
  }

  private static Returning at(String person, String query) throws Exception {
    HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    String base = "http://127.0.0.1:" + providerPort;
    get(http, base + "/be/" + person);
    Answer departed = site.stranger().get(DEPART + query);
    assertThat(departed.status()).isEqualTo(302);
    String cookie = String.valueOf(departed.headers().get("set-cookie"));
    assertThat(cookie).contains("HTTPOnly");
    assertThat(cookie).contains("SameSite=Lax");
    Caller browser = site.stranger().with("cookie", cookie.substring(0, cookie.indexOf(';')));
    String where = String.valueOf(departed.headers().get("location"));
    assertThat(where).contains("code_challenge_method=S256");
    for (int hop = 0; hop < 12 && where.startsWith(base); hop++) {
      String next = get(http, where).headers().firstValue("location").orElseThrow();
      where = next.startsWith("/") ? base + next : next;
    }
    String home = "https://localhost:" + site.port();
    assertThat(where).startsWith(home + DEPART + "/callback?");
    return new Returning(browser, where.substring(home.length()));
  }

  private static HttpResponse<String> get(HttpClient http, String uri) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String location(Answer answer) {
    assertThat(answer.status()).isEqualTo(302);
    return String.valueOf(answer.headers().get("location"));
  }

  private static JsonObject me(Answer arrived) throws Exception {
    for (String cookie : arrived.headers().getAll("set-cookie")) {
      if (cookie.startsWith("__Host-rollcall=")) {
        return site.stranger()
            .with("cookie", cookie.substring(0, cookie.indexOf(';')))
            .get("/api/v1/me")
            .json();
      }
    }
    throw new AssertionError("no session began: " + arrived.headers());
  }

  @Test
  void stranger_ofTheProvider_isLetInByNobody() throws Exception {
    offer(List.of());
    assertThat(
            site.stranger()
                .get("/api/v1/login/options")
                .json()
                .getJsonArray("providers")
                .getJsonObject(0)
                .getString("id"))
        .isEqualTo("school");
    assertThat(location(at("stranger", "").arrive())).isEqualTo("/login?problem=not_permitted");
  }

  @Test
  void holder_ofAnAddressOfTheDomain_getsOneAccount_andAnUnverifiedOneNone() throws Exception {
    offer(List.of("school.example"));
    Answer first = at("ada", "?return_to=/people").arrive();
    assertThat(location(first)).isEqualTo("/people");
    JsonObject me = me(first);
    assertThat(me.getString("role")).isEqualTo("member");
    assertThat(me.getString("email")).isEqualTo("ada@school.example");
    assertThat(me.getBoolean("has_password")).isFalse();
    offer(List.of());
    assertThat(me(at("ada", "").arrive()).getString("id")).isEqualTo(me.getString("id"));
    offer(List.of("school.example"));
    assertThat(location(at("mallory", "").arrive())).isEqualTo("/login?problem=not_permitted");
    assertThat(
            site.stranger()
                .post("/api/v1/login", new JsonObject().put("username", "ada").put("password", ""))
                .problem())
        .isEqualTo("401 wrong_credentials");
  }

  @Test
  void invite_takenUpWithTheProvider_givesItsRole_once() throws Exception {
    offer(List.of());
    String link =
        site.owner()
            .post("/api/v1/invites", new JsonObject().put("role", "manager"))
            .json()
            .getString("link");
    String token = link.substring(link.lastIndexOf('/') + 1);
    assertThat(me(at("grace", "?invite=" + token).arrive()).getString("role")).isEqualTo("manager");
    assertThat(location(at("heidi", "?invite=" + token).arrive()))
        .isEqualTo("/login?problem=invite_not_found");
  }

  @Test
  void wayBack_thatIsNotOurs_signsNobodyIn() throws Exception {
    offer(List.of("school.example"));
    String refused = "/login?problem=provider_refused";
    Returning good = at("ivan", "");
    assertThat(location(site.stranger().get(good.path()))).isEqualTo(refused);
    assertThat(location(good.browser().get(good.path().replaceAll("state=[^&]+", "state=x"))))
        .isEqualTo(refused);
    Returning other = at("judy", "");
    assertThat(location(good.browser().get(other.path()))).isEqualTo(refused);
    assertThat(location(good.browser().get(DEPART + "/callback?error=access_denied&state=x")))
        .isEqualTo(refused);
    assertThat(location(good.arrive())).isEqualTo("/");
    assertThat(location(good.arrive())).isEqualTo(refused);
  }

  /**
   * What the provider's own key signed, and what it did not: nothing but the whole truth counts.
   */
  @Test
  void token_thatIsNotForThisLogin_orNotTheProviders_signsNobodyIn() throws Exception {
    offer(List.of("school.example"));
    HttpClient http = HttpClient.newHttpClient();
    String forge = "http://127.0.0.1:" + providerPort + "/forge/";
    List<String> letIn = new ArrayList<>();
    JsonArray forgeries = new JsonArray(get(http, forge).body());
    assertThat(forgeries.size()).isAtLeast(14);
    for (Object forgery : forgeries) {
      Returning nina = at("nina", "");
      get(http, forge + forgery);
      Answer arrived = nina.arrive();
      String cookies = String.join(" ", arrived.headers().getAll("set-cookie"));
      if (!location(arrived).equals("/login?problem=provider_refused")
          || cookies.contains("__Host-rollcall=")) {
        letIn.add(forgery + " " + location(arrived));
      }
    }
    assertThat(letIn).isEmpty();
    // It was not the signing anew that was refused.
    Returning honest = at("nina", "");
    get(http, forge + "honest");
    assertThat(me(honest.arrive()).getString("role")).isEqualTo("member");
    assertThat(me(at("nina", "").arrive()).getString("email")).isEqualTo("nina@school.example");
  }

  @Test
  void returnTo_anotherSite_isNotGoneTo() throws Exception {
    offer(List.of("school.example"));
    for (String evil :
        List.of("https://evil.example", "//evil.example", "/%5Cevil.example", "%2F%2Fevil", "x")) {
      assertThat(location(at("mike", "?return_to=" + evil).arrive())).isEqualTo("/");
    }
  }

  @Test
  void provider_thatIsNone_isAClearProblem() throws Exception {
    assertThat(site.stranger().get("/api/v1/login/oidc/other").problem())
        .isEqualTo("404 provider_not_found");
    assertThat(site.stranger().get("/api/v1/login/oidc/x.school").problem())
        .isEqualTo("404 provider_not_found");
  }
}
