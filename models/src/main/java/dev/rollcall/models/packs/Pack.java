package dev.rollcall.models.packs;

import java.util.List;

/**
 * Networks that are installed and served together.
 *
 * @param terms what was left out, if anything
 */
public record Pack(String name, Terms terms, List<PackedModel> models) {
  public Pack {
    models = List.copyOf(models);
  }

  Pack(String name, List<PackedModel> models) {
    this(name, Terms.ANY, models);
  }
}
