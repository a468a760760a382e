package dev.rollcall.models.packs;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The packs that can be installed. */
public enum Packs {
  STANDARD {
    @Override
    Pack create(Terms terms) {
      return StandardPack.create(terms);
    }
  },
  REGISTRY {
    @Override
    Pack create(Terms terms) {
      return RegistryPack.create(terms);
    }
  };

  abstract Pack create(Terms terms);

  private String packName() {
    return create(Terms.ANY).name();
  }

  /**
   * The pack of that name.
   *
   * @throws PackException where there is none
   */
  public static Pack named(String name, Terms terms) throws PackException {
    for (Packs pack : values()) {
      if (pack.packName().equals(name)) {
        return pack.create(terms);
      }
    }
    throw new PackException(
        PackException.Kind.UNKNOWN,
        "there is no pack named "
            + name
            + "; there is: "
            + Arrays.stream(values()).map(Packs::packName).collect(Collectors.joining(", ")));
  }
}
