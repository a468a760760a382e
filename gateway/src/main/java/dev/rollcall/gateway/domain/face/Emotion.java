package dev.rollcall.gateway.domain.face;

import java.util.Map;

/** The likeliest label, and the probability of each; they sum to 1. */
public record Emotion(String value, Map<String, Float> probabilities) {
  public Emotion {
    probabilities = Map.copyOf(probabilities);
  }
}
