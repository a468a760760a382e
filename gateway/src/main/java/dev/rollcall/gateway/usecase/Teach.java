package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.exchange.StableId;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.domain.review.ReviewKind;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.PictureVault;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Faces that were kept become shots of people, and shots that mislead go. */
public final class Teach {
  private final FaceIntake intake;
  private final GalleryKeeper keeper;
  private final PeopleStore people;
  private final PictureVault vault;
  private final Authors authors;
  private final InstantSource clock;

  public Teach(
      FaceIntake intake,
      GalleryKeeper keeper,
      PeopleStore people,
      PictureVault vault,
      Authors authors,
      InstantSource clock) {
    this.intake = intake;
    this.keeper = keeper;
    this.people = people;
    this.vault = vault;
    this.authors = authors;
    this.clock = clock;
  }

  /**
   * What was taught.
   *
   * @param faceId of the shot that came or went; empty where none did
   * @param why none did; empty where one did
   */
  record Lesson(Optional<String> faceId, Optional<String> why) {
    static Lesson none(String why) {
      return new Lesson(Optional.empty(), Optional.of(why));
    }
  }

  /** Adds a kept face to a person; done twice it is there once. */
  Lesson add(Principal by, ReviewItem item, String personId) {
    Embedding template = item.template();
    String mediaType = item.mediaType();
    if (item.kind() == ReviewKind.LOW_QUALITY) {
      return Lesson.none("The face is too poor to stand for anybody. Add a better picture.");
    }
    Optional<byte[]> picture = mediaType == null ? Optional.empty() : vault.read(item.id());
    if (template == null || mediaType == null || picture.isEmpty()) {
      return Lesson.none("The face was not kept. Add a picture of the person instead.");
    }
    EnrolledFace face =
        new EnrolledFace(
            StableId.of(item.id(), item.time(), "shot/" + personId),
            personId,
            template,
            mediaType,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            item.quality());
    return intake.storeFace(item.organisationId(), face, picture.get(), authors.of(by))
        ? new Lesson(Optional.of(face.id()), Optional.empty())
        : Lesson.none("The person is not there any more.");
  }

  /** Takes away the shot of a person that lies nearest to a face which is not theirs. */
  Lesson removeNearest(Principal by, String personId, Embedding stranger) {
    String organisationId = by.organisationId();
    Optional<EnrolledFace> nearest =
        people.facesOf(organisationId, personId).stream()
            .filter(face -> face.template().embedder().equals(stranger.embedder()))
            .min(Comparator.comparingDouble(face -> distance(face.template(), stranger)));
    if (nearest.isEmpty()) {
      return Lesson.none("The person has no shot to take away.");
    }
    String faceId = nearest.get().id();
    if (!keeper.removeFace(organisationId, personId, faceId, authors.of(by))) {
      return Lesson.none("The person has this one shot alone. Add better pictures of them.");
    }
    vault.delete(faceId);
    return new Lesson(Optional.of(faceId), Optional.empty());
  }

  private static double distance(Embedding one, Embedding other) {
    float[] a = one.toArray();
    float[] b = other.toArray();
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }

  /** Adds a face from a picture that the caller still has. */
  Lesson add(Principal by, String personId, Upload picture, CallContext call) {
    String organisationId = by.organisationId();
    FaceIntake.Prepared prepared = intake.prepare(organisationId, personId, List.of(picture), call);
    boolean stored =
        intake.store(
            organisationId,
            prepared,
            () -> people.addFaces(organisationId, personId, prepared.faces(), authors.of(by)));
    return stored
        ? new Lesson(Optional.of(prepared.faces().get(0).id()), Optional.empty())
        : Lesson.none("The person is not there any more.");
  }

  /** What the networks make of a picture that the caller still has. */
  Embedding read(String organisationId, String personId, Upload picture, CallContext call) {
    return intake
        .prepare(organisationId, personId, List.of(picture), call)
        .faces()
        .get(0)
        .template();
  }
}
