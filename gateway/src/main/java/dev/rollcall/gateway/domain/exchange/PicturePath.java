package dev.rollcall.gateway.domain.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom a picture shows, as its path in an archive says. {@code Ada Lovelace/1.jpg}, {@code
 * 4711.jpg}, {@code 4711_2.jpg} and {@code Aaron_Eckhart/Aaron_Eckhart_0001.jpg} all say it.
 */
public final class PicturePath {
  private static final Pattern COUNTER = Pattern.compile("[ _-]*(\\(\\d+\\)|[ _-]\\d{1,4})$");
  private static final Pattern NUMBERED =
      Pattern.compile("(?i)(img|dsc|dscn|image|photo|picture|pic|face|shot)?[ _-]?\\d{1,6}");

  /**
   * Longer ones are nobody's name, and looking for a counter at their end takes the square of their
   * length.
   */
  private static final int MOST_NAME_CHARACTERS = 500;

  private PicturePath() {}

  /** What a system put there by itself and nobody meant to send. */
  public static boolean isClutter(String path) {
    for (String part : parts(path)) {
      if (part.startsWith(".") && !part.equals("..") && !part.equals(".")) {
        return true;
      }
    }
    String name = name(path).toLowerCase(Locale.ROOT);
    return path.startsWith("__MACOSX/")
        || path.contains("/__MACOSX/")
        || name.equals("thumbs.db")
        || name.equals("desktop.ini");
  }

  /**
   * A path that leads out of the archive. Nothing is ever written there; it is refused all the
   * same.
   */
  public static boolean leadsOut(String path) {
    return path.startsWith("/")
        || path.startsWith("\\")
        || path.indexOf('\0') >= 0
        || path.matches("(?s)[A-Za-z]:.*")
        || parts(path).contains("..");
  }

  /** The last part. */
  public static String name(String path) {
    List<String> parts = parts(path);
    return parts.get(parts.size() - 1);
  }

  /** External ids or names to look for, the likeliest first. */
  public static List<String> keys(String path) {
    List<String> parts = parts(path);
    String stem = stem(parts.get(parts.size() - 1));
    String folder = parts.size() > 1 ? parts.get(parts.size() - 2) : "";
    Set<String> keys = new LinkedHashSet<>();
    add(keys, stem);
    add(keys, uncounted(stem));
    add(keys, folder);
    return List.copyOf(keys);
  }

  /** The name of somebody who is new: the folder's where files are only numbered in it. */
  public static String newName(String path) {
    List<String> parts = parts(path);
    String stem = stem(parts.get(parts.size() - 1));
    String folder = parts.size() > 1 ? parts.get(parts.size() - 2) : "";
    boolean numbered = NUMBERED.matcher(stem).matches() || stem.startsWith(folder);
    String name = !folder.isEmpty() && numbered ? folder : uncounted(stem);
    return name.replace('_', ' ').strip();
  }

  private static String uncounted(String stem) {
    return stem.length() > MOST_NAME_CHARACTERS ? stem : COUNTER.matcher(stem).replaceFirst("");
  }

  private static void add(Set<String> keys, String key) {
    if (!key.isBlank()) {
      keys.add(key.strip());
      keys.add(key.replace('_', ' ').strip());
    }
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.replace('\\', '/').split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? List.of("") : parts;
  }
}
