package dev.rollcall.models.training.data;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static CropFile.Entry face(String group, int label) {
    return new CropFile.Entry(group + "#", group, label, List.of(), 0);
  }

  private static List<CropFile.Entry> videos() {
    List<CropFile.Entry> entries = new ArrayList<>();
    for (int label = 0; label < 3; label++) {
      for (int video = 0; video < 6; video++) {
        for (int frame = 0; frame < 5 + video; frame++) {
          entries.add(face("video-" + label + "-" + video, label));
        }
      }
    }
    return entries;
  }

  private static Set<String> groups(List<CropFile.Entry> entries, List<Integer> indices) {
    Set<String> groups = new HashSet<>();
    indices.forEach(index -> groups.add(entries.get(index).group()));
    return groups;
  }

  @Test
  void frames_ofOneVideo_neverOnBothSides() {
    List<CropFile.Entry> entries = videos();
    Split split = Split.of(entries, 0.25, 7);
    Set<String> both = groups(entries, split.learn());
    both.retainAll(groups(entries, split.choose()));
    assertThat(both).isEmpty();
    assertThat(split.learn().size() + split.choose().size()).isEqualTo(entries.size());
    assertThat(split.choose()).isNotEmpty();
  }

  @Test
  void everyLabel_keepsAGroupToLearnFrom() {
    List<CropFile.Entry> entries = List.of(face("a", 0), face("b", 1), face("c", 1));
    Split split = Split.of(entries, 0.5, 1);
    assertThat(split.learn()).contains(0);
    assertThat(split.choose()).hasSize(1);
  }

  @Test
  void sameSeed_splitsAlike_anotherDoesNot() {
    List<CropFile.Entry> entries = videos();
    assertThat(Split.of(entries, 0.3, 5)).isEqualTo(Split.of(entries, 0.3, 5));
    assertThat(Split.of(entries, 0.3, 5)).isNotEqualTo(Split.of(entries, 0.3, 6));
  }

  @Test
  void people_areKeptAsideWhole_thoseWithOnePictureAreLearntFrom() {
    List<CropFile.Entry> entries = new ArrayList<>();
    for (int person = 0; person < 20; person++) {
      for (int picture = 0; picture < (person % 2 == 0 ? 3 : 1); picture++) {
        entries.add(face("person " + person, person));
      }
    }
    Split split = Split.ofPeople(entries, 0.3, 2);
    Set<String> chosen = groups(entries, split.choose());
    assertThat(chosen).hasSize(3);
    Set<String> both = new HashSet<>(chosen);
    both.retainAll(groups(entries, split.learn()));
    assertThat(both).isEmpty();
    assertThat(split.choose()).hasSize(9);
  }
}
