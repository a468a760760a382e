package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are told to be long and hardly come keep nobody out. */
final class SlowUploadsTest {
  private static final int UPLOADS = 50;
  private static final int TOLD_BYTES = 16 << 20;
  private static final int SENT_BYTES = 64 << 10;

  @TempDir static Path data;

  private static RunningSite site;

  @BeforeAll
  static void start() throws Exception {
    site = new RunningSite(data, 0);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void pain8_fiftySlowUploads_ofOneAccount_keepNobodyOut() throws Exception {
    Caller owner = site.owner();
    RunningSite.User other = site.user(owner, "admin");
    String token = site.login("admin", RunningSite.PASSWORD).json().getString("token");
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < UPLOADS; i++) {
        slow.add(upload(token));
      }
      // Each byte of JSON is counted four times.
      while (heldBytes(owner) < 4L * UPLOADS * SENT_BYTES) {
        Thread.onSpinWait();
      }
      for (Caller caller : List.of(other.caller(), owner)) {
        assertThat(
                caller
                    .post(
                        "/check-attendance",
                        new Caller.Form()
                            .file("media", "a.jpg", TwinFaceServer.picture("a-stranger")))
                    .status())
            .isEqualTo(200);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    while (heldBytes(owner) > 0) {
      Thread.onSpinWait();
    }
    assertThat(owner.get("/api/v1/me").status()).isEqualTo(200);
  }

  /** A body that stands still after its first part. */
  private static Socket upload(String token) throws Exception {
    Socket socket = BareConnection.to(site);
    socket
        .getOutputStream()
        .write(
            ("POST /check-attendance HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + token
                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                    + TOLD_BYTES
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    byte[] part = new byte[SENT_BYTES];
    Arrays.fill(part, (byte) ' ');
    socket.getOutputStream().write(part);
    socket.getOutputStream().flush();
    return socket;
  }

  private static long heldBytes(Caller owner) throws Exception {
    for (String line : owner.get("/metrics").body().toString().split("\n", -1)) {
      if (line.startsWith("rollcall_bodies_bytes ")) {
        return (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1));
      }
    }
    throw new AssertionError("no rollcall_bodies_bytes among the metrics");
  }
}
