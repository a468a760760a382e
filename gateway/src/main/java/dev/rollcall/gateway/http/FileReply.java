package dev.rollcall.gateway.http;

import dev.rollcall.gateway.usecase.TableExport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is made while it goes out. What cannot be begun is a problem as ever; what breaks
 * later breaks the connection, so that nobody takes half a file for a whole one.
 *
 * <p>Threads: a worker makes the file and waits where the caller is slower; at most {@link
 * #MOST_PARTS} parts of {@link #PART_BYTES} are on their way.
 */
final class FileReply {
  private static final Logger LOG = LoggerFactory.getLogger(FileReply.class);
  private static final int PART_BYTES = 32 << 10;
  private static final int MOST_PARTS = 8;
  private static final long LONGEST_WAIT_SECONDS = 60;

  private FileReply() {}

  /**
   * Answers with a file.
   *
   * @param begin runs before the head goes out; may throw a {@code ProblemException}
   */
  static Future<Reply> send(
      Exchange exchange,
      Workers workers,
      String mediaType,
      String filename,
      Map<String, String> headers,
      Supplier<TableExport> begin) {
    HttpServerResponse response = exchange.response();
    Context loop = exchange.context().vertx().getOrCreateContext();
    return workers
        .file(begin::get)
        .compose(
            content -> {
              Drain.rest(exchange.request());
              response
                  .setStatusCode(200)
                  .setChunked(true)
                  .putHeader("content-type", mediaType)
                  .putHeader("content-disposition", disposition(filename))
                  .putHeader("cache-control", "no-store");
              headers.forEach(response::putHeader);
              return workers.file(
                  () -> {
                    try (OutputStream out =
                        new BufferedOutputStream(new Outgoing(response, loop), PART_BYTES)) {
                      content.writeTo(out);
                    }
                    return true;
                  });
            })
        .compose(
            done -> {
              Promise<Reply> ended = Promise.promise();
              response.end().onComplete(gone -> ended.complete(Reply.noContent()));
              return ended.future();
            })
        .recover(
            e -> {
              if (response.headWritten()) {
                LOG.warn("a file broke off: {}", String.valueOf(e.getMessage()));
                response.reset();
              }
              return Future.failedFuture(e);
            });
  }

  private static String disposition(String filename) {
    String plain = filename.replaceAll("[^A-Za-z0-9._-]", "_");
    String encoded = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }

  /** Writes from a worker to the response's event loop. */
  private static final class Outgoing extends OutputStream {
    private final HttpServerResponse response;
    private final Context loop;
    private final BlockingQueue<Boolean> underWay = new ArrayBlockingQueue<>(MOST_PARTS);
    private volatile boolean broken;

    private Outgoing(HttpServerResponse response, Context loop) {
      this.response = response;
      this.loop = loop;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (broken) {
        throw new IOException("the caller has gone");
      }
      Buffer buffer = Buffer.buffer(length).appendBytes(bytes, offset, length);
      try {
        if (!underWay.offer(true, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("the caller does not take the file");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the gateway stops", e);
      }
      loop.runOnContext(
          now -> {
            if (response.closed() || response.ended()) {
              broken = true;
              underWay.poll();
              return;
            }
            response
                .write(buffer)
                .onComplete(
                    done -> {
                      broken |= done.failed();
                      underWay.poll();
                    });
          });
    }
  }
}
