package dev.rollcall.models.convert.nchw;

import java.util.List;

/**
 * How a convolution or a pool moves over a picture; each pair is height, width.
 *
 * @param before padding above and at the left
 * @param after padding below and at the right
 */
public record Window(
    List<Integer> kernel,
    List<Integer> strides,
    List<Integer> before,
    List<Integer> after,
    List<Integer> dilations) {
  public Window {
    kernel = List.copyOf(kernel);
    strides = List.copyOf(strides);
    before = List.copyOf(before);
    after = List.copyOf(after);
    dilations = List.copyOf(dilations);
    if (List.of(kernel, strides, before, after, dilations).stream().anyMatch(p -> p.size() != 2)) {
      throw new IllegalArgumentException("a window has two sizes: " + kernel);
    }
  }

  boolean isUnpadded() {
    return List.of(before, after).stream().allMatch(pads -> pads.equals(List.of(0, 0)));
  }

  Window withAfter(List<Integer> other) {
    return new Window(kernel, strides, before, other, dilations);
  }

  private int reach(int axis) {
    return (kernel.get(axis) - 1) * dilations.get(axis) + 1;
  }

  /** The size that comes out, {@link Value#OPEN} for one that is open. */
  int sizeOf(int axis, int in) {
    return in == Value.OPEN
        ? Value.OPEN
        : (in + before.get(axis) + after.get(axis) - reach(axis)) / strides.get(axis) + 1;
  }

  /**
   * The window padded so that only the stride shrinks the picture.
   *
   * @param more whether an odd pixel goes in front
   */
  public Window padded(int height, int width, boolean more) {
    List<Integer> front = List.of(front(0, height, more), front(1, width, more));
    List<Integer> behind = List.of(total(0, height) - front.get(0), total(1, width) - front.get(1));
    return new Window(kernel, strides, front, behind, dilations);
  }

  private int front(int axis, int in, boolean more) {
    return (total(axis, in) + (more ? 1 : 0)) / 2;
  }

  private int total(int axis, int in) {
    int stride = strides.get(axis);
    if (in == Value.OPEN && stride == 1) {
      return reach(axis) - 1;
    }
    return Math.max(((in + stride - 1) / stride - 1) * stride + reach(axis) - in, 0);
  }

  /** The window whose padding behind lets a last, partial step count too. */
  public Window roundedUp(int height, int width) {
    return withAfter(List.of(afterRoundedUp(0, height), afterRoundedUp(1, width)));
  }

  private int afterRoundedUp(int axis, int in) {
    int stride = strides.get(axis);
    int total = in + before.get(axis) + after.get(axis);
    int left = (total - reach(axis)) % stride;
    int lastStart = total - reach(axis) - left + stride;
    // A last step that would begin in the padding does not count.
    boolean counts = left != 0 && lastStart < in + before.get(axis);
    return after.get(axis) + (counts ? stride - left : 0);
  }

  /** Whether TensorFlow's SAME pads this way, whatever the size or at this one. */
  boolean isSame(int axis, int in) {
    int stride = strides.get(axis);
    if (in == Value.OPEN) {
      return stride == 1
          && before.get(axis).equals(after.get(axis))
          && 2 * before.get(axis) == reach(axis) - 1;
    }
    int out = (in + stride - 1) / stride;
    int total = Math.max((out - 1) * stride + reach(axis) - in, 0);
    return sizeOf(axis, in) == out
        && before.get(axis) == total / 2
        && after.get(axis) == total - total / 2;
  }
}
