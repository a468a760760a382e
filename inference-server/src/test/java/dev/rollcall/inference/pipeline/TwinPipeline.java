package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.catalog.TwinStore;
import dev.rollcall.inference.engine.TwinEngine;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.inference.vision.opencv.OpenCvVision;
import java.io.IOException;

/** A pipeline of real pictures and the twin engine's networks. */
public final class TwinPipeline {
  private TwinPipeline() {}

  public static FacePipeline open(TwinEngine engine, TwinStore store) throws IOException {
    return FacePipeline.open(
        engine, store.root(), TwinStore.PACK, new OpenCvVision(), 100, Figures.unseen());
  }
}
