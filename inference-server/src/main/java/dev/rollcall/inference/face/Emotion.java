package dev.rollcall.inference.face;

import java.util.Map;

/** The likeliest label, and the probability of each; they sum to 1. */
public record Emotion(String value, Map<String, Double> probabilities) {
  public Emotion {
    probabilities = Map.copyOf(probabilities);
  }
}
