package dev.rollcall.models.training.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Faces cut to one size, in two files: {@code crops.bin}, all pixels one face after another, and
 * {@code crops.jsonl}, one line a face. Any face can be read at any time, so an epoch is a true
 * shuffle of all faces, and memory holds none of them: what is read often lives in the system's
 * file cache.
 *
 * <p>Threads: {@link #read} from as many as you like.
 */
public final class CropFile implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PIXELS = "crops.bin";
  private static final String INDEX = "crops.jsonl";

  private final Shape shape;
  private final List<Entry> entries;
  private final FileChannel pixels;

  /** Height, width, and 1 channel for grey or 3 for RGB. */
  public record Shape(int height, int width, int channels) {
    public int size() {
      return height * width * channels;
    }
  }

  /**
   * One face.
   *
   * @param source the file it was cut from, relative to the data folder, and the frame's number
   *     behind {@code #}
   * @param group faces of one group (a video, a person) never lie on both sides of a split
   * @param label the class, or the person
   * @param values further numbers to learn, such as the age
   * @param fingerprint see {@link Fingerprint}
   */
  public record Entry(
      String source, String group, int label, List<Double> values, long fingerprint) {
    public Entry {
      values = List.copyOf(values);
    }
  }

  private CropFile(Shape shape, List<Entry> entries, FileChannel pixels) {
    this.shape = shape;
    this.entries = List.copyOf(entries);
    this.pixels = pixels;
  }

  /**
   * Opens what a {@link Writer} wrote.
   *
   * @throws IOException where the files are missing or do not fit each other
   */
  public static CropFile open(Path folder, Shape shape) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<String> lines = Files.lines(folder.resolve(INDEX))) {
      for (String line : (Iterable<String>) lines::iterator) {
        entries.add(JSON.readValue(line, Entry.class));
      }
    }
    FileChannel pixels = FileChannel.open(folder.resolve(PIXELS), StandardOpenOption.READ);
    if (pixels.size() != (long) entries.size() * shape.size()) {
      pixels.close();
      throw new IOException(
          folder + " is not whole: delete it, and the faces are cut again from the pictures");
    }
    return new CropFile(shape, entries, pixels);
  }

  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(INDEX));
  }

  public Shape shape() {
    return shape;
  }

  public List<Entry> entries() {
    return entries;
  }

  /** The pixels of one face, row by row. */
  public byte[] read(int index) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(shape.size());
    long start = (long) index * shape.size();
    while (buffer.hasRemaining()) {
      if (pixels.read(buffer, start + buffer.position()) < 0) {
        throw new IOException("the file of faces has become shorter while it was read");
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    pixels.close();
  }

  /** Writes face by face; the index appears last, whole, when it is closed. */
  public static final class Writer implements AutoCloseable {
    private final Path folder;
    private final Shape shape;
    private final OutputStream pixels;
    private final BufferedWriter index;
    private boolean whole;

    public Writer(Path folder, Shape shape) throws IOException {
      this.folder = Files.createDirectories(folder);
      this.shape = shape;
      pixels =
          new java.io.BufferedOutputStream(Files.newOutputStream(folder.resolve(PIXELS)), 1 << 20);
      index = Files.newBufferedWriter(folder.resolve(INDEX + ".part"));
    }

    public void add(Entry entry, byte[] face) throws IOException {
      if (face.length != shape.size()) {
        throw new IllegalArgumentException(face.length + " bytes are no face of " + shape);
      }
      pixels.write(face);
      index.write(JSON.writeValueAsString(entry));
      index.newLine();
    }

    /** Says that all faces are there; without it, closing leaves no index behind. */
    public void finish() {
      whole = true;
    }

    @Override
    public void close() throws IOException {
      pixels.close();
      index.close();
      Path part = folder.resolve(INDEX + ".part");
      if (whole) {
        Files.move(part, folder.resolve(INDEX), StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.deleteIfExists(part);
      }
    }
  }
}
