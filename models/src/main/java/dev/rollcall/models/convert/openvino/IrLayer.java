package dev.rollcall.models.convert.openvino;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.nchw.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One layer of the file.
 *
 * @param attributes what stands in its {@code data} element
 * @param sources by input port: the layer and port that feed it
 * @param outputPorts in the file's order
 */
record IrLayer(
    String id,
    String name,
    String type,
    Map<String, String> attributes,
    Map<Integer, Port> sources,
    List<String> outputPorts) {
  IrLayer {
    attributes = Map.copyOf(attributes);
    sources = new TreeMap<>(sources);
    outputPorts = List.copyOf(outputPorts);
  }

  /** One output of a layer. */
  record Port(String layer, String port) {}

  Origin origin() {
    return new Origin(name, type);
  }

  List<Port> inputs() {
    return List.copyOf(sources.values());
  }

  String text(String attribute, String otherwise) {
    return attributes.getOrDefault(attribute, otherwise);
  }

  boolean flag(String attribute) {
    String value = text(attribute, "false");
    return value.equalsIgnoreCase("true") || value.equals("1");
  }

  double real(String attribute) throws ConversionException {
    return parsed(attribute, required(attribute), Double::parseDouble);
  }

  long integer(String attribute, long otherwise) throws ConversionException {
    String value = attributes.get(attribute);
    return value == null ? otherwise : parsed(attribute, value, Long::parseLong);
  }

  /** Comma-separated; empty where the attribute is missing or empty. */
  List<Integer> integers(String attribute) throws ConversionException {
    return parsed(
        attribute,
        text(attribute, ""),
        value ->
            Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Integer::valueOf)
                .toList());
  }

  String required(String attribute) throws ConversionException {
    String value = attributes.get(attribute);
    if (value == null) {
      throw origin().refuse("has no attribute " + attribute);
    }
    return value;
  }

  private interface Parser<T> {
    T parse(String value);
  }

  private <T> T parsed(String attribute, String value, Parser<T> parser)
      throws ConversionException {
    try {
      return parser.parse(value.strip());
    } catch (NumberFormatException e) {
      throw origin().refuse("the attribute %s is no number: %s".formatted(attribute, value));
    }
  }
}
