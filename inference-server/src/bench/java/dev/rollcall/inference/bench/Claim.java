package dev.rollcall.inference.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * One claim, and what a run says of it.
 *
 * @param id as in the table of claims
 * @param better {@code lower} or {@code higher}
 * @param protocol n and how it was measured; for a person
 */
record Claim(
    String id,
    String claim,
    double measured,
    double bar,
    String better,
    String unit,
    String protocol) {

  static Claim atMost(
      String id, String claim, double measured, double bar, String unit, String protocol) {
    return new Claim(id, claim, measured, bar, "lower", unit, protocol);
  }

  static Claim atLeast(
      String id, String claim, double measured, double bar, String unit, String protocol) {
    return new Claim(id, claim, measured, bar, "higher", unit, protocol);
  }

  /** NaN, which nothing was measured for, holds nothing. */
  boolean holds() {
    return better.equals("lower") ? measured <= bar : measured >= bar;
  }

  ObjectNode json(ObjectMapper mapper) {
    ObjectNode node = mapper.createObjectNode();
    node.put("id", id);
    node.put("claim", claim);
    if (Double.isNaN(measured)) {
      node.putNull("measured");
    } else {
      node.put("measured", measured);
    }
    node.put("bar", bar);
    node.put("better", better);
    node.put("unit", unit);
    node.put("holds", holds());
    node.put("protocol", protocol);
    return node;
  }

  String line() {
    return "%-4s %-7s %12s %s %-8s %-9s %s  (%s)"
        .formatted(
            id,
            holds() ? "holds" : "FAILS",
            number(measured),
            better.equals("lower") ? "<=" : ">=",
            number(bar),
            unit,
            claim,
            protocol);
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, Math.abs(value) < 0.99995 ? "%.4f" : "%.3f", value);
  }
}
