package dev.rollcall.gateway.adapter.mysql;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.adapter.memory.LabelSealer;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportKind;
import dev.rollcall.gateway.domain.exchange.ImportOptions;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.ImportState;
import dev.rollcall.gateway.domain.exchange.OutgoingMail;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.exchange.RowResult;
import dev.rollcall.gateway.domain.exchange.Webhook;
import dev.rollcall.gateway.domain.exchange.WebhookEvent;
import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.domain.review.ReviewKind;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.ReviewStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imports, webhooks, mail and review on a real database. */
class ExchangeStoresTest {
  private static final Instant NOW = Faces.NOW;
  private static final Instant LATER = NOW.plusSeconds(30);

  private Database database;
  private MysqlImports imports;
  private MysqlWebhooks webhooks;
  private MysqlMails mails;
  private MysqlReviews reviews;

  /** The database to test on, without anything in it. */
  protected Database emptied() {
    return TestDatabase.emptyEmbedded();
  }

  @BeforeEach
  void empty() {
    database = emptied();
    imports = new MysqlImports(database);
    webhooks = new MysqlWebhooks(database, new LabelSealer());
    mails = new MysqlMails(database, new LabelSealer());
    reviews = new MysqlReviews(database, new LabelSealer());
  }

  @Test
  void imports_thatEndedLongAgo_areForgotten_withTheirRows() {
    String ended = one(ImportState.DONE);
    String paused = one(ImportState.PAUSED);
    assertThat(imports.forget(NOW)).isEqualTo(0);
    assertThat(imports.forget(LATER)).isEqualTo(1);
    assertThat(imports.find(Faces.SITE, ended)).isEmpty();
    assertThat(imports.rows(ended, Optional.empty(), 0, 10)).isEmpty();
    assertThat(imports.rows(paused, Optional.empty(), 0, 10)).hasSize(1);
  }

  /** An import of one row that came to this state. */
  private String one(ImportState state) {
    String id = job(false).id();
    String owner = Faces.id();
    assertThat(imports.claim(owner, NOW, LATER).map(ImportJob::id)).hasValue(id);
    assertThat(imports.addRows(id, owner, List.of(row(1, "k")))).isTrue();
    assertThat(imports.advance(id, owner, state, Optional.empty(), NOW)).isTrue();
    return id;
  }

  private ImportJob job(boolean dryRun) {
    ImportJob job =
        new ImportJob(
            Faces.id(),
            Faces.SITE,
            ImportKind.ROSTER,
            ImportState.CHECKING,
            dryRun,
            "liste.csv",
            Map.of("name", "Tên"),
            List.of(),
            ImportOptions.USUAL,
            ImportJob.Counts.NONE,
            null,
            Faces.id(),
            NOW,
            null,
            null);
    imports.add(job);
    return job;
  }

  private static ImportRow row(int number, @org.jspecify.annotations.Nullable String key) {
    return new ImportRow(number, List.of("a", "Ánh"), key, null);
  }

  @Test
  void import_isTakenByOne_untilItsLeaseIsOver() {
    ImportJob job = job(false);
    assertThat(imports.find(Faces.SITE, job.id())).hasValue(job);
    assertThat(imports.find(Faces.OTHER_SITE, job.id())).isEmpty();
    String one = Faces.id();
    String other = Faces.id();
    assertThat(imports.claim(one, NOW, LATER).orElseThrow().id()).isEqualTo(job.id());
    assertThat(imports.claim(other, NOW.plusSeconds(29), LATER)).isEmpty();
    assertThat(imports.addRows(job.id(), other, List.of(row(2, "k")))).isFalse();
    assertThat(imports.claim(other, LATER, LATER.plusSeconds(30))).isPresent();
    assertThat(imports.renew(job.id(), one, LATER.plusSeconds(60))).isFalse();
    assertThat(imports.finishRows(job.id(), one, Map.of())).isFalse();
    assertThat(imports.advance(job.id(), one, ImportState.DONE, Optional.empty(), LATER)).isFalse();
    imports.release(job.id(), other, LATER);
    assertThat(imports.claim(one, LATER, LATER.plusSeconds(30))).isPresent();
  }

  @Test
  void import_thatItsOwnerCouldNotGiveUp_isTakenAgainByItAtOnce() {
    ImportJob job = job(false);
    String owner = Faces.id();
    assertThat(imports.claim(owner, NOW, LATER)).isPresent();
    assertThat(imports.claim(Faces.id(), NOW.plusSeconds(5), LATER)).isEmpty();
    assertThat(imports.claim(owner, NOW.plusSeconds(5), LATER).orElseThrow().id())
        .isEqualTo(job.id());
  }

  @Test
  void leases_ofADeadGateway_areGivenUpByTheNext_butWhatWasPutOffWaits() {
    job(false);
    job(false);
    String held = imports.claim(Faces.id(), NOW, LATER).orElseThrow().id();
    String other = Faces.id();
    String putOff = imports.claim(other, NOW, LATER).orElseThrow().id();
    imports.release(putOff, other, LATER);
    imports.releaseAll();
    assertThat(imports.claim(Faces.id(), NOW, LATER).orElseThrow().id()).isEqualTo(held);
    assertThat(imports.claim(Faces.id(), NOW, LATER)).isEmpty();
  }

  @Test
  void rows_areStoredOnce_andKeepTheirFirstOutcome() {
    ImportJob job = job(true);
    String owner = Faces.id();
    imports.claim(owner, NOW, LATER);
    List<ImportRow> rows = List.of(row(2, "x"), row(3, null), row(4, "x"));
    assertThat(imports.addRows(job.id(), owner, rows)).isTrue();
    assertThat(imports.addRows(job.id(), owner, rows)).isTrue();
    assertThat(imports.describe(job.id(), owner, List.of("No", "Tên"), Map.of("name", "Tên")))
        .isTrue();
    assertThat(imports.advance(job.id(), owner, ImportState.RUNNING, Optional.empty(), NOW))
        .isTrue();
    assertThat(imports.firstWithKey(job.id(), "x")).hasValue(2);
    assertThat(imports.pending(job.id(), 2).stream().map(ImportRow::number).toList())
        .containsExactly(2, 3);
    RowResult created = RowResult.of(RowOutcome.CREATED, Faces.id());
    RowResult failed = RowResult.failed("duplicate_in_file", "Line 2 has it.", "No");
    imports.finishRows(job.id(), owner, Map.of(2, created, 4, failed));
    imports.finishRows(job.id(), owner, Map.of(2, RowResult.of(RowOutcome.SKIPPED, null)));
    assertThat(imports.rows(job.id(), Optional.empty(), 0, 9).get(0).result()).isEqualTo(created);
    assertThat(imports.rows(job.id(), Optional.of(RowOutcome.FAILED), 0, 9).get(0).result())
        .isEqualTo(failed);
    ImportJob.Counts counts = imports.find(Faces.SITE, job.id()).orElseThrow().counts();
    assertThat(counts).isEqualTo(new ImportJob.Counts(3, 1, 0, 0, 1));
    assertThat(counts.done()).isEqualTo(2);
  }

  @Test
  void dryRun_becomesReal_withEveryOutcomeForgotten() {
    ImportJob job = job(true);
    String owner = Faces.id();
    imports.claim(owner, NOW, LATER);
    imports.addRows(job.id(), owner, List.of(row(2, "x")));
    imports.finishRows(job.id(), owner, Map.of(2, RowResult.of(RowOutcome.CREATED, null)));
    assertThat(imports.startForReal(Faces.SITE, job.id(), NOW)).isFalse();
    imports.advance(job.id(), owner, ImportState.DONE, Optional.empty(), NOW);
    assertThat(imports.needingFile(Set.of(job.id()))).containsExactly(job.id());
    assertThat(imports.startForReal(Faces.OTHER_SITE, job.id(), NOW)).isFalse();
    assertThat(imports.startForReal(Faces.SITE, job.id(), NOW)).isTrue();
    assertThat(imports.pending(job.id(), 9)).hasSize(1);
    ImportJob real = imports.find(Faces.SITE, job.id()).orElseThrow();
    assertThat(real.dryRun()).isFalse();
    assertThat(real.state()).isEqualTo(ImportState.RUNNING);
  }

  @Test
  void cancelledImport_isMarkedByNobodyAnyMore() {
    ImportJob job = job(false);
    String owner = Faces.id();
    imports.claim(owner, NOW, LATER);
    imports.addRows(job.id(), owner, List.of(row(2, null)));
    assertThat(
            imports.change(
                Faces.SITE, job.id(), EnumSet.of(ImportState.CHECKING), ImportState.CANCELLED, NOW))
        .isTrue();
    assertThat(imports.finishRows(job.id(), owner, Map.of(2, RowResult.failed("x", "y", null))))
        .isFalse();
    assertThat(imports.claim(owner, LATER.plusSeconds(99), LATER)).isEmpty();
    assertThat(imports.needingFile(Set.of(job.id()))).isEmpty();
  }

  private Webhook webhook() {
    Webhook webhook =
        new Webhook(
            Faces.id(),
            Faces.SITE,
            URI.create("https://hr.example/hook?x=1"),
            Set.of(WebhookEvent.PERSON_CREATED),
            true,
            NOW,
            null,
            null,
            0,
            0);
    webhooks.add(webhook, "secret");
    return webhook;
  }

  private static Delivery waiting(Webhook webhook) {
    return new Delivery(
        Faces.id(),
        webhook.id(),
        WebhookEvent.PERSON_CREATED,
        Delivery.State.WAITING,
        0,
        "{\"tên\":\"Ánh\"}",
        NOW,
        null,
        NOW,
        null,
        null);
  }

  @Test
  void webhook_isFoundByItsEvents_andChangedByVersion() {
    Webhook webhook = webhook();
    assertThat(webhooks.find(Faces.SITE, webhook.id())).hasValue(webhook);
    assertThat(webhooks.find(Faces.OTHER_SITE, webhook.id())).isEmpty();
    assertThat(webhooks.listening(Faces.SITE, WebhookEvent.PERSON_CREATED)).hasSize(1);
    assertThat(webhooks.listening(Faces.SITE, WebhookEvent.SESSION_CLOSED)).isEmpty();
    assertThat(webhooks.listening(Faces.OTHER_SITE, WebhookEvent.PERSON_CREATED)).isEmpty();
    assertThat(webhooks.secret(webhook.id())).hasValue("secret");
    Set<WebhookEvent> events = Set.of(WebhookEvent.SESSION_CLOSED);
    assertThat(webhooks.change(Faces.SITE, webhook.id(), 0, webhook.url(), events, false)).isTrue();
    assertThat(webhooks.change(Faces.SITE, webhook.id(), 0, webhook.url(), events, true)).isFalse();
    assertThat(webhooks.listening(Faces.SITE, WebhookEvent.SESSION_CLOSED)).isEmpty();
    assertThat(webhooks.remove(Faces.OTHER_SITE, webhook.id())).isFalse();
    assertThat(webhooks.remove(Faces.SITE, webhook.id())).isTrue();
  }

  @Test
  void delivery_isHeldByOne_andDeadLettersComeBack() {
    Webhook webhook = webhook();
    Delivery delivery = waiting(webhook);
    webhooks.addDeliveries(List.of(delivery));
    webhooks.addDeliveries(List.of(delivery));
    assertThat(webhooks.claim(NOW, LATER, 9)).hasSize(1);
    assertThat(webhooks.claim(NOW, LATER, 9)).isEmpty();
    var due = webhooks.claim(LATER, LATER.plusSeconds(30), 9).get(0);
    assertThat(due.secret()).isEqualTo("secret");
    assertThat(due.delivery().payload()).isEqualTo(delivery.payload());
    Delivery dead =
        new Delivery(
            delivery.id(),
            webhook.id(),
            delivery.event(),
            Delivery.State.DEAD,
            7,
            delivery.payload(),
            NOW,
            LATER,
            null,
            500,
            "The address answers with 500.");
    webhooks.finish(dead);
    assertThat(webhooks.find(Faces.SITE, webhook.id()).orElseThrow().failing()).isEqualTo(1);
    assertThat(
            webhooks
                .deliveries(webhook.id(), Optional.of(Delivery.State.DEAD), 9, Optional.empty())
                .items())
        .containsExactly(dead);
    assertThat(webhooks.revive(webhook.id(), dead.id(), LATER)).isTrue();
    assertThat(webhooks.revive(webhook.id(), dead.id(), LATER)).isFalse();
    assertThat(webhooks.claim(LATER, LATER, 9)).hasSize(1);
    assertThat(webhooks.forget(LATER, LATER)).isEqualTo(0);
  }

  @Test
  void session_getsOneMail_whichIsSentOnce() {
    OutgoingMail mail =
        new OutgoingMail(
            Faces.id(),
            Faces.SITE,
            OutgoingMail.Kind.ABSENTEES,
            List.of("ada@school.example"),
            "Vắng mặt",
            "Ánh",
            Faces.id(),
            OutgoingMail.State.WAITING,
            0,
            NOW,
            null,
            NOW,
            null);
    assertThat(mails.add(mail)).isTrue();
    OutgoingMail second =
        new OutgoingMail(
            Faces.id(),
            Faces.SITE,
            mail.kind(),
            mail.to(),
            mail.subject(),
            mail.text(),
            mail.sessionId(),
            mail.state(),
            0,
            NOW,
            null,
            NOW,
            null);
    assertThat(mails.add(second)).isFalse();
    assertThat(mails.claim(NOW, LATER, 9)).containsExactly(mail);
    assertThat(mails.claim(NOW, LATER, 9)).isEmpty();
    OutgoingMail failed = mail.failed(NOW, "No answer.");
    assertThat(failed.nextAttemptAt()).isEqualTo(NOW.plus(Duration.ofSeconds(30)));
    mails.finish(failed);
    mails.finish(failed.sent(LATER));
    assertThat(mails.claim(LATER.plusSeconds(999), LATER, 9)).isEmpty();
    assertThat(mails.find(Faces.SITE, mail.id()).orElseThrow().state())
        .isEqualTo(OutgoingMail.State.SENT);
    assertThat(mails.find(Faces.OTHER_SITE, mail.id())).isEmpty();
  }

  private static ReviewItem item(ReviewKind kind, String recordId) {
    return new ReviewItem(
        Faces.id(),
        Faces.SITE,
        kind,
        recordId,
        null,
        NOW,
        List.of(new Candidate(Faces.id(), 0.71)),
        List.of("AGE_DOES_NOT_FIT"),
        new Box(1, 2, 3, 4, 0.9f),
        "image/jpeg",
        Faces.at(0.3),
        0.8,
        null,
        LATER);
  }

  private static final ReviewStore.Filter OPEN =
      new ReviewStore.Filter(true, false, Optional.empty(), Optional.empty());

  @Test
  void reviewItem_isDecidedOnce_andItsFaceForgotten() {
    ReviewItem item = item(ReviewKind.UNKNOWN, Faces.id());
    reviews.add(List.of(item, item(ReviewKind.MATCHED, Faces.id())));
    ReviewItem stored = reviews.find(Faces.SITE, Reach.EVERYTHING, item.id()).orElseThrow();
    assertThat(stored.candidates()).isEqualTo(item.candidates());
    assertThat(stored.box()).isEqualTo(item.box());
    assertThat(stored.flags()).isEqualTo(item.flags());
    assertThat(stored.template()).isNotNull();
    assertThat(reviews.find(Faces.OTHER_SITE, Reach.EVERYTHING, item.id())).isEmpty();
    assertThat(reviews.list(Faces.SITE, Reach.EVERYTHING, OPEN, 9, Optional.empty()).items())
        .hasSize(1);
    assertThat(reviews.ofRecord(Faces.SITE, String.valueOf(item.recordId()))).isPresent();
    ReviewItem.Decision decision =
        new ReviewItem.Decision(ReviewItem.Verdict.ASSIGNED, Faces.id(), NOW, null, Faces.id());
    assertThat(reviews.decide(Faces.OTHER_SITE, item.id(), decision)).isFalse();
    assertThat(reviews.decide(Faces.SITE, item.id(), decision)).isTrue();
    assertThat(reviews.decide(Faces.SITE, item.id(), decision)).isFalse();
    assertThat(reviews.find(Faces.SITE, Reach.EVERYTHING, item.id()).orElseThrow().decision())
        .isEqualTo(decision);
    assertThat(reviews.withPicture(Set.of(item.id()))).containsExactly(item.id());
    reviews.forgetFace(Faces.SITE, item.id());
    assertThat(reviews.withPicture(Set.of(item.id()))).isEmpty();
    assertThat(reviews.ofRecord(Faces.SITE, String.valueOf(item.recordId()))).isEmpty();
  }

  @Test
  void reviewItem_whoseTimeIsOver_goes() {
    ReviewItem item = item(ReviewKind.AMBIGUOUS, Faces.id());
    reviews.add(List.of(item));
    assertThat(reviews.expired(NOW, 9)).isEmpty();
    assertThat(reviews.expired(LATER, 9)).containsExactly(item.id());
    reviews.expire(Set.of(item.id()));
    assertThat(reviews.find(Faces.SITE, Reach.EVERYTHING, item.id())).isEmpty();
  }
}
