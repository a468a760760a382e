package dev.rollcall.models.packs;

import java.util.List;
import java.util.stream.Collectors;

/** The packs that can be installed. */
public final class Packs {
  private Packs() {}

  public static List<Pack> all() {
    return List.of(StandardPack.create(), RegistryPack.create());
  }

  /**
   * The pack of that name.
   *
   * @throws PackException where there is none
   */
  public static Pack named(String name) throws PackException {
    for (Pack pack : all()) {
      if (pack.name().equals(name)) {
        return pack;
      }
    }
    throw new PackException(
        PackException.Kind.UNKNOWN,
        "there is no pack named "
            + name
            + "; there is: "
            + all().stream().map(Pack::name).collect(Collectors.joining(", ")));
  }
}
