package dev.rollcall.inference.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TwinEngineTest extends EngineContract {
  @Override
  protected Engine open() {
    return new TwinEngine();
  }

  @Override
  protected void writeMeanNetwork(Path folder) throws IOException {
    Files.writeString(folder.resolve("saved_model.pb"), "MEAN 4 6");
  }
}
