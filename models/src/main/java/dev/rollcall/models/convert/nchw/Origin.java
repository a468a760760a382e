package dev.rollcall.models.convert.nchw;

import dev.rollcall.models.convert.ConversionException;

/**
 * Which node of the file an operation comes from, for names and for messages.
 *
 * @param node its name, or the name of its first output
 */
public record Origin(String node, String operation) {
  /** An exception that names node and operation. */
  public ConversionException refuse(String why) {
    return new ConversionException("node %s (%s): %s".formatted(node, operation, why));
  }

  /** The refusal of an operation that has no counterpart here. */
  public ConversionException unknown() {
    return refuse(
        "this converter does not know the operation; export the network with simpler operations,"
            + " or take another format");
  }

  /** A node name that TensorFlow accepts. */
  String name() {
    String clean = node.replaceAll("[^A-Za-z0-9_./-]", "_").replaceAll("^[^A-Za-z0-9]+", "");
    return clean.isEmpty() ? operation : clean;
  }

  String name(String step) {
    return name() + "/" + step;
  }
}
