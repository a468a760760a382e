package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.EnrolmentRules;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.FieldProblem;
import dev.rollcall.gateway.domain.problem.ProblemCategory;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.FaceAnalyzer;
import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.PictureVault;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * From pictures to faces that stand for a person.
 *
 * <p>Order: all pictures are looked at before anything is written; then the pictures are written,
 * encrypted; then the rows, in one transaction. Whatever fails, no row points to a picture that is
 * not there. A picture without a row is deleted at once, or by the sweep.
 */
public final class FaceIntake {
  private final FaceAnalyzer analyzer;
  private final CurrentModels models;
  private final CurrentSettings settings;
  private final SitePolicy policy;
  private final Gallery gallery;
  private final GalleryKeeper keeper;
  private final PeopleStore people;
  private final PictureVault vault;
  private final InstantSource clock;
  private final Random random;

  public FaceIntake(
      FaceAnalyzer analyzer,
      CurrentModels models,
      CurrentSettings settings,
      SitePolicy policy,
      Gallery gallery,
      GalleryKeeper keeper,
      PeopleStore people,
      PictureVault vault,
      InstantSource clock,
      Random random) {
    this.analyzer = analyzer;
    this.models = models;
    this.settings = settings;
    this.policy = policy;
    this.gallery = gallery;
    this.keeper = keeper;
    this.people = people;
    this.vault = vault;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Looks at every picture.
   *
   * @throws ProblemException NO_USABLE_PICTURE, with an error a picture, where none can be used;
   *     and whatever is no fault of one picture, such as an inference server that is away
   */
  Prepared prepare(
      String organisationId, String personId, List<Upload> uploads, CallContext context) {
    return prepare(
        organisationId,
        personId,
        uploads,
        index -> Ulid.at(clock.instant().truncatedTo(ChronoUnit.MILLIS), random),
        context);
  }

  /** The same with identifiers of the caller's choice for the faces, by index of the picture. */
  Prepared prepare(
      String organisationId,
      String personId,
      List<Upload> uploads,
      IntFunction<String> faceIds,
      CallContext context) {
    Prepared prepared = new Prepared();
    for (int index = 0; index < uploads.size(); index++) {
      Upload upload = uploads.get(index);
      try {
        Picture picture = Picture.of(upload.bytes());
        Analysis analysis =
            analyzer.analyze(picture, EnumSet.of(Feature.EMBEDDING, Feature.QUALITY), context);
        EnrolmentRules.Choice choice = EnrolmentRules.choose(analysis);
        EnrolmentRules.Refusal refusal = choice.refusal();
        Face face = choice.face();
        Embedding embedding = face == null ? null : face.embedding();
        if (refusal != null) {
          prepared.reject(index, upload.filename(), refusal.code(), refusal.reason());
        } else if (face != null && policy.enrolmentRefusal(organisationId, face) != null) {
          prepared.reject(
              index,
              upload.filename(),
              "below_quality_gate",
              String.valueOf(policy.enrolmentRefusal(organisationId, face)));
        } else if (face != null && embedding != null) {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
          String id = faceIds.apply(index);
          prepared.accept(
              new Enrolled.Accepted(id, index, upload.filename(), face),
              new EnrolledFace(id, personId, embedding, picture.mediaType(), now, face.weight()),
              picture);
        }
      } catch (ProblemException e) {
        if (!e.code().concernsOnePicture()) {
          throw e;
        }
        prepared.reject(index, upload.filename(), e.code().code(), e.detail());
      }
    }
    if (prepared.faces.isEmpty()) {
      throw new ProblemException(
          ProblemCode.NO_USABLE_PICTURE,
          "No picture could be used, so nothing was stored. The errors say what to change.",
          prepared.rejected.stream()
              .map(
                  rejected ->
                      new FieldProblem(
                          "images[" + rejected.index() + "]", rejected.code(), rejected.reason()))
              .toList());
    }
    return prepared;
  }

  /** Everybody else within the match threshold of a new face, each with the least distance. */
  List<Enrolled.Similar> similarPeople(
      String organisationId, Prepared prepared, String personId, CallContext context) {
    Map<String, Double> distances = new TreeMap<>();
    for (EnrolledFace face : prepared.faces) {
      double threshold =
          settings
              .rule(
                  organisationId,
                  face.template().embedder(),
                  models.ruleFor(face.template().embedder(), context))
              .threshold();
      var nearest = gallery.nearest(organisationId, face.template());
      for (@Nullable Candidate candidate :
          new @Nullable Candidate[] {nearest.first(), nearest.second()}) {
        if (candidate != null
            && !candidate.personId().equals(personId)
            && candidate.distance() <= threshold) {
          distances.merge(candidate.personId(), candidate.distance(), Math::min);
        }
      }
    }
    List<Enrolled.Similar> similar = new ArrayList<>();
    distances.forEach(
        (id, distance) ->
            people
                .find(organisationId, id)
                .ifPresent(
                    person -> similar.add(new Enrolled.Similar(id, person.name(), distance))));
    return similar;
  }

  /**
   * Writes pictures and rows.
   *
   * @param rows stores the rows in one transaction; false where the person is not there any more
   */
  boolean store(String organisationId, Prepared prepared, BooleanSupplier rows) {
    try {
      for (int i = 0; i < prepared.faces.size(); i++) {
        vault.write(prepared.faces.get(i).id(), prepared.pictures.get(i).bytes());
      }
      boolean stored = keeper.store(organisationId, prepared.faces, rows);
      if (!stored) {
        deletePictures(prepared);
      }
      return stored;
    } catch (ProblemException e) {
      if (e.code().category() != ProblemCategory.UNAVAILABLE) {
        deletePictures(prepared);
      }
      throw e;
    }
  }

  /**
   * Writes a face that was read before, and its picture; done twice it is there once.
   *
   * @return false where the person is not there any more
   */
  boolean storeFace(String organisationId, EnrolledFace face, byte[] picture, Author author) {
    if (people.existingFaces(Set.of(face.id())).contains(face.id())) {
      return true;
    }
    vault.write(face.id(), picture);
    boolean stored =
        keeper.store(
            organisationId,
            List.of(face),
            () -> people.addFaces(organisationId, face.personId(), List.of(face), author));
    if (!stored) {
      vault.delete(face.id());
    }
    return stored;
  }

  private void deletePictures(Prepared prepared) {
    prepared.faces.forEach(face -> vault.delete(face.id()));
  }

  /** Pictures that were looked at. */
  static final class Prepared {
    private final List<Enrolled.Accepted> accepted = new ArrayList<>();
    private final List<Enrolled.Rejected> rejected = new ArrayList<>();
    private final List<EnrolledFace> faces = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();

    private void accept(Enrolled.Accepted entry, EnrolledFace face, Picture picture) {
      accepted.add(entry);
      faces.add(face);
      pictures.add(picture);
    }

    private void reject(int index, @Nullable String filename, String code, String reason) {
      rejected.add(new Enrolled.Rejected(index, filename, code, reason));
    }

    List<Enrolled.Accepted> accepted() {
      return List.copyOf(accepted);
    }

    List<Enrolled.Rejected> rejected() {
      return List.copyOf(rejected);
    }

    List<EnrolledFace> faces() {
      return List.copyOf(faces);
    }
  }
}
