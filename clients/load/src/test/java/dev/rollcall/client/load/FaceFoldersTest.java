package dev.rollcall.client.load;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceFoldersTest {
  @TempDir Path images;

  @BeforeEach
  void threePeople() throws IOException {
    for (String file : new String[] {"A/1.jpg", "A/2.jpg", "B/1.jpg", "C/1.jpg", "C/2.JPG"}) {
      Files.createDirectories(images.resolve(file).getParent());
      Files.createFile(images.resolve(file));
    }
    Files.createFile(images.resolve("A/notes.txt"));
  }

  @Test
  void draw_peopleWithOnePicture_areStrangers() throws IOException {
    FaceFolders faces = FaceFolders.draw(images, 2, 10, 7);
    assertThat(faces.enrolled().stream().map(FaceFolders.Pair::name).toList())
        .containsExactly("A", "C");
    assertThat(faces.strangers()).containsExactly(images.resolve("B/1.jpg"));
  }

  @Test
  void draw_sameSeed_drawsTheSamePeople() throws IOException {
    assertThat(FaceFolders.draw(images, 1, 2, 3)).isEqualTo(FaceFolders.draw(images, 1, 2, 3));
  }

  @Test
  void draw_tooFewPeople_saysHowMany() {
    IOException failure = assertThrows(IOException.class, () -> FaceFolders.draw(images, 3, 0, 1));
    assertThat(failure).hasMessageThat().contains("2 people with two pictures, 3 are wanted");
  }
}
