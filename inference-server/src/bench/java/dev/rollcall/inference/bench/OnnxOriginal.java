package dev.rollcall.inference.bench;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ONNX file that a network was made from, run by ONNX Runtime on one thread. */
final class OnnxOriginal implements Callable<Boolean>, AutoCloseable {
  private static final String ENDING = ".onnx";

  private final @Nullable OrtSession session;
  private final @Nullable OnnxTensor input;

  private OnnxOriginal(@Nullable OrtSession session, @Nullable OnnxTensor input) {
    this.session = session;
    this.input = input;
  }

  /** Where there is no original: it runs nothing. */
  static OnnxOriginal none() {
    return new OnnxOriginal(null, null);
  }

  /** Takes the pictures as channels-first floats, made once: conversion is not in its time. */
  static OnnxOriginal open(Path file, List<Raster> pictures) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(file.toString(), options);
      Raster first = pictures.get(0);
      long[] shape = {pictures.size(), 3, first.height(), first.width()};
      return new OnnxOriginal(
          session, OnnxTensor.createTensor(environment, channelsFirst(pictures), shape));
    }
  }

  private static FloatBuffer channelsFirst(List<Raster> pictures) {
    Raster first = pictures.get(0);
    int plane = first.width() * first.height();
    FloatBuffer floats = FloatBuffer.allocate(pictures.size() * plane * 3);
    for (Raster picture : pictures) {
      for (int channel = 2; channel >= 0; channel--) {
        for (int i = 0; i < plane; i++) {
          floats.put(picture.rgb()[i * 3 + channel] & 0xff);
        }
      }
    }
    return floats.flip();
  }

  /** The file with the hash that the manifest names; empty where it was made from no ONNX file. */
  static Optional<Path> find(ModelManifest manifest, Optional<Path> folder) throws IOException {
    for (ModelManifest.SourceFile file : manifest.source().files()) {
      if (file.path().endsWith(ENDING) && folder.isPresent() && Files.isDirectory(folder.get())) {
        try (Stream<Path> files = Files.walk(folder.get())) {
          return files
              .filter(path -> path.toString().endsWith(ENDING))
              .filter(path -> sha256(path).equals(file.sha256()))
              .findFirst();
        }
      }
    }
    return Optional.empty();
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Boolean call() throws OrtException {
    if (session == null) {
      return false;
    }
    String name = session.getInputNames().iterator().next();
    try (OrtSession.Result result = session.run(Map.of(name, requireNonNull(input)))) {
      return result.size() > 0;
    }
  }

  @Override
  public void close() throws OrtException {
    if (input != null) {
      input.close();
    }
    if (session != null) {
      session.close();
    }
  }
}
