package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.attendance.FaceVerdict;
import dev.rollcall.gateway.domain.attendance.Match;
import dev.rollcall.gateway.domain.attendance.Nearest;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.domain.review.ReviewKind;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.FaceCrops;
import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.PictureVault;
import dev.rollcall.gateway.port.ReviewStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps faces that a person should look at, where the organisation allows it: unknown and uncertain
 * ones, and those that count but do not fit. A check-in never fails for want of this.
 */
public final class KeepForReview {
  private static final Logger LOG = LoggerFactory.getLogger(KeepForReview.class);

  /** Beyond this part of the limit a match is one that may turn out wrong. */
  private static final double NEAR_THE_LIMIT = 0.8;

  private final ReviewStore reviews;
  private final PictureVault vault;
  private final FaceCrops crops;
  private final Gallery gallery;
  private final CurrentSettings settings;
  private final InstantSource clock;
  private final Random random;

  public KeepForReview(
      ReviewStore reviews,
      PictureVault vault,
      FaceCrops crops,
      Gallery gallery,
      CurrentSettings settings,
      InstantSource clock,
      Random random) {
    this.reviews = reviews;
    this.vault = vault;
    this.crops = crops;
    this.gallery = gallery;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** A face that was decided about, and the record that it made. */
  public record Seen(FaceVerdict face, AttendanceRecord record) {}

  /** Keeps what should be looked at of one picture. */
  public void run(String organisationId, Picture picture, List<Seen> seen) {
    try {
      SiteSettings site = settings.of(organisationId);
      List<ReviewItem> items = new ArrayList<>();
      for (Seen one : seen) {
        kind(site, one)
            .ifPresent(kind -> items.add(keep(organisationId, site, picture, one, kind)));
      }
      if (!items.isEmpty()) {
        reviews.add(items);
      }
    } catch (ProblemException e) {
      LOG.warn("faces to review were not kept: {}", e.detail());
    }
  }

  private static Optional<ReviewKind> kind(SiteSettings site, Seen seen) {
    AttendanceRecord record = seen.record();
    Instant deviceTime = record.details().deviceTime();
    Duration held =
        deviceTime == null
            ? Duration.ZERO
            : Duration.between(deviceTime, record.details().receivedAt());
    if (held.compareTo(Duration.ofMinutes(site.offlineLimitMinutes())) > 0) {
      return Optional.of(ReviewKind.OFFLINE);
    }
    Reason reason = seen.face().reason();
    if (seen.face().status() == Status.VALID && reason == null) {
      if (!record.details().flags().isEmpty()) {
        return Optional.of(ReviewKind.FLAGGED);
      }
      return isNearTheLimit(seen.face().match()) && site.review().keepUnknown()
          ? Optional.of(ReviewKind.MATCHED)
          : Optional.empty();
    }
    if (!site.review().keepUnknown() || reason == null) {
      return Optional.empty();
    }
    return switch (reason) {
      case UNKNOWN_FACE -> Optional.of(ReviewKind.UNKNOWN);
      case AMBIGUOUS -> Optional.of(ReviewKind.AMBIGUOUS);
      case LOW_QUALITY -> Optional.of(ReviewKind.LOW_QUALITY);
      default -> Optional.empty();
    };
  }

  private static boolean isNearTheLimit(@org.jspecify.annotations.Nullable Match match) {
    Double distance = match == null ? null : match.distance();
    return match != null && distance != null && distance > NEAR_THE_LIMIT * match.threshold();
  }

  /**
   * The picture first, so that no row points to one that is not there; the sweep finds the rest.
   */
  private ReviewItem keep(
      String organisationId, SiteSettings site, Picture picture, Seen seen, ReviewKind kind) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = Ulid.at(now, random);
    boolean allowed = site.review().keepUnknown();
    Optional<byte[]> crop =
        allowed ? crops.crop(picture, seen.face().face().box()) : Optional.empty();
    if (allowed) {
      vault.write(id, crop.orElse(picture.bytes()));
    }
    Embedding template = seen.face().face().embedding();
    return new ReviewItem(
        id,
        organisationId,
        kind,
        seen.record().id(),
        seen.record().sessionId(),
        seen.record().time(),
        template == null ? List.of() : candidates(organisationId, template),
        seen.record().details().flags().stream().map(Enum::name).sorted().toList(),
        allowed && crop.isEmpty() ? seen.face().face().box() : null,
        allowed ? (crop.isPresent() ? "image/jpeg" : picture.mediaType()) : null,
        allowed ? template : null,
        seen.face().face().weight(),
        null,
        now.plus(Duration.ofDays(Math.max(1, site.review().keepDays()))));
  }

  private List<Candidate> candidates(String organisationId, Embedding template) {
    Nearest nearest = gallery.nearest(organisationId, template);
    return Stream.of(Optional.ofNullable(nearest.first()), Optional.ofNullable(nearest.second()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Forgets what is kept too long; gives how many. */
  public int expire() {
    List<String> over = reviews.expired(clock.instant(), 200);
    over.forEach(vault::delete);
    reviews.expire(java.util.Set.copyOf(over));
    return over.size();
  }
}
