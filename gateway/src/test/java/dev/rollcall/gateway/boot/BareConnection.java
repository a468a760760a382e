package dev.rollcall.gateway.boot;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS to a site and nothing above it, for what no HTTP client would send. */
final class BareConnection {
  private static final int LONGEST_READ_MILLIS = 90_000;

  private BareConnection() {}

  static Socket to(RunningSite site) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAll()}, null);
    Socket socket = context.getSocketFactory().createSocket("127.0.0.1", site.port());
    socket.setSoTimeout(LONGEST_READ_MILLIS);
    return socket;
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
