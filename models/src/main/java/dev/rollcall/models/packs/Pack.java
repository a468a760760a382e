package dev.rollcall.models.packs;

import java.util.List;

/** Networks that are installed and served together. */
public record Pack(String name, List<PackedModel> models) {
  public Pack {
    models = List.copyOf(models);
  }
}
