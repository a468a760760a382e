package dev.rollcall.gateway.domain.face;

/** Which network made an embedding; embeddings of different embedders do not compare. */
public record Embedder(String id, String version) {
  @Override
  public String toString() {
    return id + "@" + version;
  }
}
