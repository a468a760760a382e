package dev.rollcall.models.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which faces are learnt from and which are kept aside to choose by.
 *
 * <p>Whole groups are kept aside, so frames of one video (pictures of one person, for recognition)
 * never lie on both sides. Each label gives its share, but always keeps one group to learn from.
 *
 * @param learn indices into the crop file
 * @param choose indices into the crop file
 */
public record Split(List<Integer> learn, List<Integer> choose) {
  public Split {
    learn = List.copyOf(learn);
    choose = List.copyOf(choose);
  }

  /**
   * Keeps whole people aside, each a label and a group of its own, so that what is chosen by was
   * never seen.
   *
   * @param share of the people with two pictures or more; people with one picture are learnt from
   */
  public static Split ofPeople(List<CropFile.Entry> entries, double share, long seed) {
    Map<Integer, List<Integer>> people = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      people.computeIfAbsent(entries.get(i).label(), person -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> several =
        new ArrayList<>(people.values().stream().filter(faces -> faces.size() > 1).toList());
    Collections.shuffle(several, new Random(seed));
    int kept = several.size() < 2 ? 0 : Math.max(2, (int) Math.round(several.size() * share));
    Set<Integer> choose = new TreeSet<>();
    several.stream().limit(kept).forEach(choose::addAll);
    List<Integer> learn = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!choose.contains(i)) {
        learn.add(i);
      }
    }
    return new Split(learn, List.copyOf(choose));
  }

  /**
   * Splits by groups.
   *
   * @param share of each label's faces to keep aside, 0 to 1
   */
  public static Split of(List<CropFile.Entry> entries, double share, long seed) {
    Map<Integer, Map<String, List<Integer>>> byLabel = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      CropFile.Entry entry = entries.get(i);
      byLabel
          .computeIfAbsent(entry.label(), label -> new LinkedHashMap<>())
          .computeIfAbsent(entry.group(), group -> new ArrayList<>())
          .add(i);
    }
    Set<String> aside = new LinkedHashSet<>();
    Random random = new Random(seed);
    byLabel.forEach(
        (label, groups) -> {
          int total = groups.values().stream().mapToInt(List::size).sum();
          List<String> names = new ArrayList<>(groups.keySet());
          Collections.sort(names);
          Collections.shuffle(names, random);
          long open = names.stream().filter(name -> !aside.contains(name)).count();
          int kept = 0;
          for (String name : names) {
            int size = groups.getOrDefault(name, List.of()).size();
            if (open > 1 && !aside.contains(name) && kept + size / 2.0 <= total * share) {
              aside.add(name);
              kept += size;
              open--;
            }
          }
        });
    List<Integer> learn = new ArrayList<>();
    List<Integer> choose = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      (aside.contains(entries.get(i).group()) ? choose : learn).add(i);
    }
    return new Split(learn, choose);
  }
}
