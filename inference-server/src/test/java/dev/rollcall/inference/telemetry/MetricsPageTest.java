package dev.rollcall.inference.telemetry;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  @Test
  void get_figuresOfAServer_areThereAsPrometheusText() throws Exception {
    try (MetricsPage page = MetricsPage.open(0)) {
      Figures figures = page.figures();
      figures.call("svc/Method", "OK", Duration.ofMillis(3));
      figures.stage("decode", Duration.ofMillis(2));
      figures.faces(3);
      BatchFigures batches = figures.batches("net", "2.0");
      batches.ran(3, 4, 9_000_000);
      batches.overhead(40_000);
      batches.queued(1_000_000);
      batches.dropped(2, "CANCELLED");
      batches.wasted(1, "DEADLINE_EXCEEDED");
      batches.failed(1);
      batches.fault("halved");
      figures.refused("OVERLOADED");
      figures.level("budget.bytes", () -> 77);
      String text = text(page);

      assertThat(text)
          .contains("rollcall_inference_call_seconds_count{code=\"OK\",method=\"svc/Method\"} 1");
      assertThat(text).contains("rollcall_inference_stage_seconds_bucket{stage=\"decode\"");
      assertThat(text).contains("rollcall_inference_faces_per_picture_sum 3.0");
      assertThat(text).contains("rollcall_inference_batch_size_sum{model=\"net\"} 3.0");
      assertThat(text).contains("rollcall_inference_batch_fill_sum{model=\"net\"} 0.75");
      assertThat(text).contains("rollcall_inference_batch_padding_total{model=\"net\"} 1.0");
      assertThat(text)
          .contains(
              "rollcall_inference_batch_compute_seconds_count{bucket=\"4\",model=\"net\",version=\"2.0\"}"
                  + " 1");
      assertThat(text).contains("rollcall_inference_batch_overhead_seconds_count{model=\"net\"} 1");
      assertThat(text).contains("rollcall_inference_queue_delay_seconds_count{model=\"net\"} 1");
      assertThat(text)
          .contains(
              "rollcall_inference_queue_dropped_total{model=\"net\",reason=\"CANCELLED\"} 2.0");
      assertThat(text)
          .contains(
              "rollcall_inference_faces_wasted_total{model=\"net\",reason=\"DEADLINE_EXCEEDED\"}"
                  + " 1.0");
      assertThat(text).contains("rollcall_inference_faces_failed_total{model=\"net\"} 1.0");
      assertThat(text)
          .contains("rollcall_inference_batch_fault_total{model=\"net\",reason=\"halved\"} 1.0");
      assertThat(text).contains("rollcall_inference_refused_total{reason=\"OVERLOADED\"} 1.0");
      assertThat(text).contains("rollcall_inference_budget_bytes 77.0");
      assertThat(text).contains("jvm_memory_used_bytes");
    }
  }

  private static String text(MetricsPage page) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(page.port())))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void open_portThatIsTaken_saysWhatToDo() throws IOException {
    try (MetricsPage page = MetricsPage.open(0)) {
      assertThat(assertThrows(IOException.class, () -> MetricsPage.open(page.port())))
          .hasMessageThat()
          .contains("--metrics-port");
    }
  }
}
