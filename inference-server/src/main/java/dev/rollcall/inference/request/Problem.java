package dev.rollcall.inference.request;

/** Everything that can go wrong with a call; the edge maps each to a gRPC status. */
public enum Problem {
  EMPTY_IMAGE(Category.CALLER),
  /** No picture at all, or of a type that is not read. */
  NOT_AN_IMAGE(Category.CALLER),
  CORRUPT_IMAGE(Category.CALLER),
  /** Too many bytes or pixels. */
  IMAGE_TOO_LARGE(Category.CALLER),
  UNKNOWN_FEATURE(Category.CALLER),
  INVALID_OPTION(Category.CALLER),
  UNKNOWN_MODEL(Category.CALLER),
  /** Of another type, shape or length than the model takes. */
  INVALID_TENSOR(Category.CALLER),
  /** No network for what the call needs is loaded. */
  FEATURE_UNAVAILABLE(Category.SETUP),
  /** Its kind is not exchanged while the server runs. */
  MODEL_NOT_SWITCHABLE(Category.SETUP),
  /** A stored network that is damaged or does not run. */
  MODEL_UNUSABLE(Category.SETUP),
  UNAUTHENTICATED(Category.CREDENTIAL),
  /** Nothing was started; try again soon. */
  OVERLOADED(Category.LOAD),
  /** The tenant has as many calls open as it may. */
  QUOTA_EXCEEDED(Category.QUOTA),
  DRAINING(Category.STOPPING),
  DEADLINE_EXCEEDED(Category.LATE),
  CANCELLED(Category.GONE),
  ENGINE_FAULT(Category.SERVER);

  /** Who has to do something about it. */
  public enum Category {
    CALLER,
    CREDENTIAL,
    SETUP,
    LOAD,
    QUOTA,
    STOPPING,
    LATE,
    GONE,
    SERVER
  }

  private final Category category;

  Problem(Category category) {
    this.category = category;
  }

  public Category category() {
    return category;
  }
}
