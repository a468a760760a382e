package dev.rollcall.gateway.adapter.gallery;

import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.GalleryContract;

class ExactGalleryTest extends GalleryContract {
  @Override
  protected Gallery empty() {
    return new ExactGallery();
  }
}
