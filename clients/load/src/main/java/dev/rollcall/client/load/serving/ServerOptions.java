package dev.rollcall.client.load.serving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a measurement starts, where it is not given one that runs. */
public final class ServerOptions {
  /** As the inference server takes it. */
  private enum Device {
    AUTO,
    CPU,
    GPU
  }

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "The model store (default: data/models of the checkout).")
  private @Nullable Path models;

  @Option(
      names = "--pack",
      paramLabel = "NAME",
      description = "The pack (default: the one that is installed).")
  private @Nullable String pack;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu or gpu (${DEFAULT-VALUE}).")
  private Device device = Device.AUTO;

  /** Flags that the server and the baselines share. */
  List<String> arguments(Checkout checkout) throws IOException {
    Path store = models == null ? checkout.models() : models;
    return List.of(
        "--models",
        store.toString(),
        "--pack",
        Checkout.pack(store, pack),
        "--device",
        device.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Starts the inference server on loopback, on a port of its own.
   *
   * @throws IOException where it does not start; its last words are in the message
   */
  ServerProcess start(Checkout checkout) throws IOException {
    List<String> arguments = new ArrayList<>(arguments(checkout));
    arguments.addAll(List.of("--port", "0"));
    return ServerProcess.start(
        checkout.serverClassPath(), "dev.rollcall.inference.boot.InferenceServerMain", arguments);
  }
}
