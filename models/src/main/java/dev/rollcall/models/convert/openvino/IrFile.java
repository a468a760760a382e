package dev.rollcall.models.convert.openvino;

import dev.rollcall.models.convert.ConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the pair of files says, as it stands there. */
final class IrFile {
  private static final String FORBID_DOCTYPE =
      "http://apache.org/xml/features/disallow-doctype-decl";

  private final Map<String, IrLayer> layers;
  private final byte[] weights;

  private IrFile(Map<String, IrLayer> layers, byte[] weights) {
    this.layers = layers;
    this.weights = weights;
  }

  /**
   * Reads both files.
   *
   * @param xml the weights lie beside it under the same name with {@code .bin}
   * @throws ConversionException where it is no IR of version 10 or 11
   */
  static IrFile read(Path xml) throws IOException {
    Element net = parse(xml);
    String version = net.getAttribute("version");
    if (!net.getTagName().equals("net") || !(version.equals("10") || version.equals("11"))) {
      throw new ConversionException(
          xml + " is not an OpenVINO IR of version 10 or 11: convert it with a newer OpenVINO");
    }
    String name = String.valueOf(xml.getFileName());
    Path bin = xml.resolveSibling(name.replaceFirst("\\.xml$", "") + ".bin");
    if (!Files.isRegularFile(bin)) {
      throw new ConversionException(xml + " has its weights in " + bin + ", which is not there");
    }
    return new IrFile(layers(net), Files.readAllBytes(bin));
  }

  private static Element parse(Path xml) throws IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    try (InputStream in = Files.newInputStream(xml)) {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(FORBID_DOCTYPE, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(in).getDocumentElement();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java reads XML", e);
    } catch (SAXException e) {
      throw new ConversionException(xml + " is not an OpenVINO IR: " + e.getMessage());
    }
  }

  private static Map<String, IrLayer> layers(Element net) {
    Map<String, Map<Integer, IrLayer.Port>> edges = new HashMap<>();
    for (Element edge : children(child(net, "edges"), "edge")) {
      edges
          .computeIfAbsent(edge.getAttribute("to-layer"), any -> new TreeMap<>())
          .put(
              Integer.valueOf(edge.getAttribute("to-port")),
              new IrLayer.Port(edge.getAttribute("from-layer"), edge.getAttribute("from-port")));
    }
    Map<String, IrLayer> layers = new LinkedHashMap<>();
    for (Element layer : children(child(net, "layers"), "layer")) {
      Map<String, String> attributes = new HashMap<>();
      for (Element data : children(List.of(layer), "data")) {
        NamedNodeMap all = data.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
          attributes.put(all.item(i).getNodeName(), all.item(i).getNodeValue());
        }
      }
      String id = layer.getAttribute("id");
      layers.put(
          id,
          new IrLayer(
              id,
              layer.getAttribute("name"),
              layer.getAttribute("type"),
              attributes,
              edges.getOrDefault(id, Map.of()),
              children(children(List.of(layer), "output"), "port").stream()
                  .map(port -> port.getAttribute("id"))
                  .toList()));
    }
    return layers;
  }

  private static List<Element> child(Element parent, String name) {
    return children(List.of(parent), name);
  }

  private static List<Element> children(List<Element> parents, String name) {
    List<Element> found = new ArrayList<>();
    for (Element parent : parents) {
      NodeList nodes = parent.getChildNodes();
      for (int i = 0; i < nodes.getLength(); i++) {
        Node node = nodes.item(i);
        if (node instanceof Element element && element.getTagName().equals(name)) {
          found.add(element);
        }
      }
    }
    return found;
  }

  byte[] weights() {
    return weights;
  }

  /** Every layer after those that feed it; the file itself has another order. */
  List<IrLayer> inOrder() throws ConversionException {
    Map<String, IrLayer> done = new LinkedHashMap<>();
    Set<String> begun = new HashSet<>();
    Deque<IrLayer> stack = new ArrayDeque<>(layers.values());
    while (!stack.isEmpty()) {
      IrLayer layer = stack.peek();
      List<IrLayer> missing = new ArrayList<>();
      for (IrLayer.Port port : layer.inputs()) {
        IrLayer source = layers.get(port.layer());
        if (source == null) {
          throw layer.origin().refuse("reads from layer " + port.layer() + ", which is not there");
        }
        if (!done.containsKey(source.id())) {
          missing.add(source);
        }
      }
      if (missing.isEmpty()) {
        done.putIfAbsent(layer.id(), layer);
        stack.pop();
      } else if (begun.add(layer.id())) {
        missing.forEach(stack::push);
      } else {
        throw layer.origin().refuse("is part of a loop");
      }
    }
    return List.copyOf(done.values());
  }
}
