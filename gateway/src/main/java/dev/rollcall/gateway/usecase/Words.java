package dev.rollcall.gateway.usecase;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What files and mail say, in the language of the organisation; English where it is none of ours.
 */
final class Words {
  private final ResourceBundle bundle;
  private final String tag;

  private Words(ResourceBundle bundle, String tag) {
    this.bundle = bundle;
    this.tag = tag;
  }

  /** Of a BCP 47 tag. */
  static Words in(String tag) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            "words/files",
            Locale.forLanguageTag(tag),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new Words(bundle, tag);
  }

  String tag() {
    return tag;
  }

  String of(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), Locale.forLanguageTag(tag)).format(values);
  }
}
