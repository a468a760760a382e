package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.ReportWrongMatch;
import dev.rollcall.gateway.usecase.ReviewFaces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of what waits for a decision, as openapi/exchange.json describes them. */
final class ReviewViews {
  private ReviewViews() {}

  record CandidateView(Views.PersonRef person, double distance) {}

  record SessionRef(String id, @Nullable String name) {}

  record ItemView(
      String id,
      String kind,
      @Nullable String recordId,
      String time,
      @Nullable SessionRef session,
      List<CandidateView> candidates,
      boolean hasPicture,
      @Nullable Box box,
      List<String> flags,
      String state,
      @Nullable String decidedBy,
      @Nullable String decidedAt,
      @Nullable String decisionReason,
      Views.@Nullable PersonRef person,
      String expiresAt) {
    static ItemView of(ReviewItem item, Map<String, String> names) {
      ReviewItem.Decision decision = item.decision();
      String personId = decision == null ? null : decision.personId();
      return new ItemView(
          item.id(),
          item.kind().name(),
          item.recordId(),
          item.time().toString(),
          item.sessionId() == null
              ? null
              : new SessionRef(item.sessionId(), names.get(item.sessionId())),
          item.candidates().stream()
              .filter(candidate -> names.containsKey(candidate.personId()))
              .map(
                  candidate ->
                      new CandidateView(
                          new Views.PersonRef(
                              candidate.personId(), names.get(candidate.personId())),
                          candidate.distance()))
              .toList(),
          item.mediaType() != null,
          item.box(),
          item.flags(),
          decision == null ? "open" : ExchangeViews.lower(decision.verdict()),
          decision == null ? null : decision.accountId(),
          decision == null ? null : decision.time().toString(),
          decision == null ? null : decision.reason(),
          personId == null ? null : new Views.PersonRef(personId, names.get(personId)),
          item.expiresAt().toString());
    }
  }

  record ItemsView(List<ItemView> items, @Nullable String nextCursor) {
    static ItemsView of(ReviewFaces.Named<Page<ReviewItem>> page) {
      return new ItemsView(
          page.what().items().stream().map(item -> ItemView.of(item, page.names())).toList(),
          page.what().nextCursor().orElse(null));
    }
  }

  record DecidedView(
      ItemView item,
      Views.@Nullable RecordView record,
      boolean taught,
      @Nullable String taughtReason) {
    static DecidedView of(ReviewFaces.Decided decided) {
      return new DecidedView(
          ItemView.of(decided.item().what(), decided.item().names()),
          decided.record() == null ? null : Views.RecordView.of(decided.record()),
          decided.taught(),
          decided.notTaught().orElse(null));
    }
  }

  record WrongMatchView(
      Views.RecordView record,
      @Nullable String removedFaceId,
      @Nullable String addedFaceId,
      String detail) {
    static WrongMatchView of(ReportWrongMatch.Result result) {
      return new WrongMatchView(
          Views.RecordView.of(result.record()),
          result.removedFaceId(),
          result.addedFaceId(),
          result.detail());
    }
  }
}
