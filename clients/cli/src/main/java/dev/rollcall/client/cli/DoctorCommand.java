package dev.rollcall.client.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at an install and says of each thing whether it is well and, if not, what to do. */
@Command(name = "doctor", description = "Says what is wrong with this install, and the remedy.")
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--data", description = "The site's folder (default: data in the project).")
  private @Nullable Path data;

  @Option(names = "--root", hidden = true, required = true)
  private Path root = Path.of("");

  @Override
  public Integer call() throws IOException {
    DataFolder folder =
        new DataFolder((data != null ? data : root.resolve("data")).toAbsolutePath().normalize());
    System.out.println("TODO " + folder);
    return 0;
  }
}
