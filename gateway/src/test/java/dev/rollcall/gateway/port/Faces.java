package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Liveness;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People and faces to test with. */
public final class Faces {
  public static final Instant NOW = Instant.parse("2026-03-02T08:00:00.123Z");
  public static final Embedder EMBEDDER = new Embedder("arc", "1");
  public static final String SITE = Organisation.FIRST;

  /** Another organisation of the same database. */
  public static final String OTHER_SITE = "00000000000000000000000002";

  /** An account that changes things. */
  public static final Author AUTHOR = new Author("00000000000000000000000009", NOW, ZoneOffset.UTC);

  /** An administrator of {@link #SITE}. */
  public static final Principal ADMIN = principal(Role.ADMIN, Set.of(), null);

  private static final Random RANDOM = new Random(7);

  private Faces() {}

  /** Somebody of {@link #SITE} who asks. */
  public static Principal principal(Role role, Set<String> groups, @Nullable String personId) {
    return new Principal(
        AUTHOR.accountId(),
        "tester",
        SITE,
        role,
        Principal.permissions(role, null),
        groups,
        personId,
        Principal.Means.SESSION,
        "session",
        null,
        false);
  }

  public static String id() {
    return Ulid.at(NOW, RANDOM);
  }

  /** A new id that sorts behind those made so with a smaller number. */
  static String id(int order) {
    return Ulid.at(NOW.plusMillis(order), RANDOM);
  }

  /** A point on the unit circle; two of them lie 2 sin(difference / 2) apart. */
  public static Embedding at(double radians) {
    return at(radians, EMBEDDER);
  }

  static Embedding at(double radians, Embedder embedder) {
    return new Embedding(
        new float[] {(float) Math.cos(radians), (float) Math.sin(radians)}, embedder);
  }

  public static Person person(String name) {
    return person(id(), name, null);
  }

  public static Person person(String id, String name, @Nullable String externalId) {
    return new Person(id, name, externalId, List.of(), null, NOW, 0);
  }

  public static EnrolledFace shot(Person person, double radians) {
    return new EnrolledFace(id(), person.id(), at(radians), "image/jpeg", NOW);
  }

  /** A square face at the left edge. */
  public static Face face(float side, @Nullable Embedding embedding) {
    return new Face(
        new Box(0, 10, side, 10 + side, 0.99f),
        List.of(),
        embedding,
        null,
        null,
        null,
        Liveness.NOT_CHECKED,
        null);
  }

  static AttendanceRecord valid(Person person, Instant time) {
    return record(Status.VALID, null, person, time);
  }

  static AttendanceRecord stranger(Instant time) {
    return record(Status.INVALID, Reason.UNKNOWN_FACE, null, time);
  }

  private static AttendanceRecord record(
      Status status, @Nullable Reason reason, @Nullable Person person, Instant time) {
    return new AttendanceRecord(
        Ulid.at(time, RANDOM),
        status,
        reason,
        time,
        person == null ? null : person.id(),
        null,
        0.75,
        1.0625,
        "happy",
        31.5f,
        "female",
        Liveness.NOT_CHECKED,
        null,
        null);
  }
}
