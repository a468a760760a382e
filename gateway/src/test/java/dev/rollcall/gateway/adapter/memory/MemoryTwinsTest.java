package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.GalleryContract;
import dev.rollcall.gateway.port.PictureVault;
import dev.rollcall.gateway.port.PictureVaultContract;
import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.port.SealerContract;
import org.junit.jupiter.api.Nested;

class MemoryTwinsTest {
  @Nested
  class Sealing extends SealerContract {
    @Override
    protected Sealer sealer() {
      return new LabelSealer();
    }
  }

  @Nested
  class Vault extends PictureVaultContract {
    private final MemoryVault vault = new MemoryVault(clock);

    @Override
    protected PictureVault vault() {
      return vault;
    }
  }

  @Nested
  class Search extends GalleryContract {
    @Override
    protected Gallery empty() {
      return new MemoryGallery();
    }
  }
}
