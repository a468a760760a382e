package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.face.Face;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the pictures of a person. */
public record Enrolled(
    Person person, List<Accepted> accepted, List<Rejected> rejected, List<Similar> similar) {
  public Enrolled {
    accepted = List.copyOf(accepted);
    rejected = List.copyOf(rejected);
    similar = List.copyOf(similar);
  }

  /**
   * A picture whose face stands for the person now.
   *
   * @param index among the pictures sent, from 0
   */
  public record Accepted(String id, int index, @Nullable String filename, Face face) {}

  /** A picture that was left out; the reason is a sentence that a person can act on. */
  public record Rejected(int index, @Nullable String filename, String code, String reason) {}

  /** Somebody else who is so near that it may be the same person. */
  public record Similar(String personId, @Nullable String name, double distance) {}
}
