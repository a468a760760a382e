package dev.rollcall.inference.admission;

import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.vision.EncodedPicture;
import dev.rollcall.inference.vision.ImageHeader;
import java.util.function.Supplier;

/**
 * Lets pictures in: by their bytes, by what their header says, and by the room that is left. A
 * small file can hold gigabytes of pixels, so nothing is decoded before all three. Thread-safe.
 */
public final class Admission {
  /** Decoded RGB, a third more for halvings, and a second copy while EXIF turns it upright. */
  private static final int BYTES_A_PIXEL = 7;

  private final Limits limits;
  private final ByteBudget budget;
  private final Pace pace;

  /**
   * Admission to a budget.
   *
   * @param budget at least {@link Limits#leastBudgetBytes}, or the largest picture would never get
   *     in
   */
  public Admission(Limits limits, ByteBudget budget) {
    this.limits = limits;
    this.budget = budget;
    this.pace = new Pace(System::nanoTime);
  }

  /**
   * What one picture may be.
   *
   * @param mostBytes of the file
   * @param mostPixels of the decoded picture
   */
  public record Limits(int mostBytes, long mostPixels) {
    public Limits {
      if (mostBytes < 1 || mostPixels < 1) {
        throw new IllegalArgumentException(
            "limits are at least 1: %d bytes, %d pixels".formatted(mostBytes, mostPixels));
      }
    }

    /** Room for one picture of the largest kind. */
    public long leastBudgetBytes() {
      return 2L * mostBytes + mostPixels * BYTES_A_PIXEL;
    }
  }

  /** A picture that may be decoded; its bytes are counted until it is closed, exactly once. */
  public record Admitted(
      EncodedPicture picture,
      ByteBudget.Reservation file,
      ByteBudget.Reservation pixels,
      Pace.Admitted call)
      implements AutoCloseable {
    @Override
    public void close() {
      file.close();
      pixels.close();
      call.close();
    }
  }

  /**
   * Refuses a call that could only be answered late: known from its headers, before its message is
   * read.
   *
   * @param remainingNanos until its deadline; {@link Long#MAX_VALUE} without one
   * @throws InferenceException OVERLOADED
   */
  public void ensureInTime(long remainingNanos) {
    if (remainingNanos != Long.MAX_VALUE && pace.wouldBeLate(remainingNanos)) {
      throw new InferenceException(
          Problem.OVERLOADED,
          "so much is under way that this call would be late; try again in a moment, or allow more"
              + " time");
    }
  }

  /**
   * Admits a picture.
   *
   * @param size of the file in bytes
   * @param copy makes the file's bytes; called only where there is room for them
   * @throws InferenceException EMPTY_IMAGE, NOT_AN_IMAGE, CORRUPT_IMAGE, IMAGE_TOO_LARGE or
   *     OVERLOADED; nothing stays reserved then
   */
  public Admitted admit(RequestScope scope, int size, Supplier<byte[]> copy) {
    if (size > limits.mostBytes()) {
      throw new InferenceException(
          Problem.IMAGE_TOO_LARGE,
          "the file has %d bytes and at most %d are read; send a smaller picture"
              .formatted(size, limits.mostBytes()));
    }
    ensureInTime(scope.remainingNanos());
    // The message that the bytes come in is still there: they count twice.
    ByteBudget.Reservation file = reserve(scope, 2L * size);
    try {
      EncodedPicture picture = EncodedPicture.of(copy.get());
      ImageHeader header = picture.header();
      if (header.pixels() > limits.mostPixels()) {
        throw new InferenceException(
            Problem.IMAGE_TOO_LARGE,
            "the picture has %d x %d pixels and at most %d are read; send a smaller one"
                .formatted(header.width(), header.height(), limits.mostPixels()));
      }
      return new Admitted(
          picture, file, reserve(scope, header.pixels() * BYTES_A_PIXEL), pace.enter());
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Works on tensors that a call brings itself, while their bytes are counted.
   *
   * @throws InferenceException IMAGE_TOO_LARGE or OVERLOADED before, or what the work throws
   */
  public <T> T holding(RequestScope scope, long bytes, Supplier<T> work) {
    if (bytes > limits.mostBytes()) {
      throw new InferenceException(
          Problem.IMAGE_TOO_LARGE,
          "the tensor has %d bytes and at most %d are taken; send fewer rows"
              .formatted(bytes, limits.mostBytes()));
    }
    ensureInTime(scope.remainingNanos());
    ByteBudget.Reservation room = reserve(scope, 2 * bytes);
    Pace.Admitted call = pace.enter();
    try {
      return work.get();
    } finally {
      call.close();
      room.close();
    }
  }

  private ByteBudget.Reservation reserve(RequestScope scope, long bytes) {
    return budget
        .reserve(scope.id(), bytes)
        .orElseThrow(
            () ->
                new InferenceException(
                    Problem.OVERLOADED, "too many pictures are under way; try again in a moment"));
  }
}
