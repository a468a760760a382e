package dev.rollcall.gateway.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportOptions;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.OutgoingMail;
import dev.rollcall.gateway.domain.exchange.RosterField;
import dev.rollcall.gateway.domain.exchange.RowResult;
import dev.rollcall.gateway.domain.exchange.Webhook;
import dev.rollcall.gateway.domain.exchange.WebhookEvent;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.ManageWebhooks;
import dev.rollcall.gateway.usecase.PreviewImport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of what goes in and out in bulk, as openapi/exchange.json describes them. */
final class ExchangeViews {
  private ExchangeViews() {}

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  record OptionsView(
      @Nullable String encoding,
      @Nullable String separator,
      @Nullable String groupsSeparator,
      String onExisting,
      boolean removeFromGroups,
      boolean createMissing) {
    static OptionsView of(ImportOptions options) {
      return new OptionsView(
          options.encoding(),
          options.separator(),
          options.groupsSeparator(),
          lower(options.onExisting()),
          options.removeFromGroups(),
          options.createMissing());
    }
  }

  record ImportView(
      String id,
      String kind,
      String state,
      boolean dryRun,
      @Nullable String filename,
      Map<String, String> mapping,
      OptionsView options,
      int total,
      int done,
      int created,
      int updated,
      int skipped,
      int failed,
      ImportJob.@Nullable Trouble error,
      @Nullable String createdBy,
      String createdAt,
      @Nullable String startedAt,
      @Nullable String finishedAt) {
    static ImportView of(ImportJob job) {
      ImportJob.Counts counts = job.counts();
      return new ImportView(
          job.id(),
          lower(job.kind()),
          lower(job.state()),
          job.dryRun(),
          job.filename(),
          job.mapping(),
          OptionsView.of(job.options()),
          counts.total(),
          counts.done(),
          counts.created(),
          counts.updated(),
          counts.skipped(),
          counts.failed(),
          job.trouble(),
          job.createdBy(),
          job.createdAt().toString(),
          Views.time(job.startedAt()),
          Views.time(job.finishedAt()));
    }
  }

  record ImportsView(List<ImportView> imports, @Nullable String nextCursor) {
    static ImportsView of(Page<ImportJob> page) {
      return new ImportsView(
          page.items().stream().map(ImportView::of).toList(), page.nextCursor().orElse(null));
    }
  }

  record ImportRowView(
      int row,
      String source,
      @Nullable String outcome,
      @Nullable String personId,
      @Nullable String code,
      @Nullable String detail,
      @Nullable String column) {
    static ImportRowView of(ImportRow row) {
      RowResult result = row.result();
      return new ImportRowView(
          row.number(),
          String.join(", ", row.cells()),
          result == null ? null : lower(result.outcome()),
          result == null ? null : result.personId(),
          result == null ? null : result.code(),
          result == null ? null : result.detail(),
          result == null ? null : result.column());
    }
  }

  record ImportRowsView(List<ImportRowView> rows, @Nullable String nextCursor) {
    static ImportRowsView of(Page<ImportRow> page) {
      return new ImportRowsView(
          page.items().stream().map(ImportRowView::of).toList(), page.nextCursor().orElse(null));
    }
  }

  record FieldView(String name, boolean required, String description) {}

  record FileView(String path, @Nullable String person, int matches) {}

  record PreviewView(
      String kind,
      @Nullable String encoding,
      @Nullable String separator,
      List<String> columns,
      List<List<String>> rows,
      int total,
      Map<String, String> mapping,
      List<FieldView> fields,
      List<FileView> files) {
    static PreviewView of(PreviewImport.Result result) {
      return new PreviewView(
          lower(result.kind()),
          result.encoding(),
          result.separator(),
          result.columns(),
          result.rows(),
          result.total(),
          result.mapping(),
          Arrays.stream(RosterField.values())
              .map(
                  field ->
                      new FieldView(field.word(), field == RosterField.NAME, field.description()))
              .toList(),
          result.files().stream()
              .map(file -> new FileView(file.path(), file.person(), file.matches()))
              .toList());
    }
  }

  record WebhookView(
      String id,
      String url,
      List<String> events,
      boolean enabled,
      String createdAt,
      @Nullable String lastSuccessAt,
      @Nullable String lastFailureAt,
      int failing) {
    static WebhookView of(Webhook webhook) {
      return new WebhookView(
          webhook.id(),
          webhook.url().toASCIIString(),
          webhook.events().stream().map(WebhookEvent::word).sorted().toList(),
          webhook.enabled(),
          webhook.createdAt().toString(),
          Views.time(webhook.lastSuccessAt()),
          Views.time(webhook.lastFailureAt()),
          webhook.failing());
    }
  }

  record WebhooksView(List<WebhookView> webhooks, @Nullable String nextCursor) {
    static WebhooksView of(Page<Webhook> page) {
      return new WebhooksView(
          page.items().stream().map(WebhookView::of).toList(), page.nextCursor().orElse(null));
    }
  }

  record NewWebhookView(WebhookView webhook, String secret) {
    static NewWebhookView of(ManageWebhooks.Created created) {
      return new NewWebhookView(WebhookView.of(created.webhook()), created.secret());
    }
  }

  record DeliveryView(
      String id,
      String event,
      String state,
      int attempts,
      String createdAt,
      @Nullable String lastAttemptAt,
      @Nullable String nextAttemptAt,
      @Nullable Integer responseStatus,
      @Nullable String error,
      @JsonRawValue String payload) {
    static DeliveryView of(Delivery delivery) {
      return new DeliveryView(
          delivery.id(),
          delivery.event().word(),
          lower(delivery.state()),
          delivery.attempts(),
          delivery.createdAt().toString(),
          Views.time(delivery.lastAttemptAt()),
          Views.time(delivery.nextAttemptAt()),
          delivery.responseStatus(),
          delivery.error(),
          delivery.payload());
    }
  }

  record DeliveriesView(List<DeliveryView> deliveries, @Nullable String nextCursor) {
    static DeliveriesView of(Page<Delivery> page) {
      return new DeliveriesView(
          page.items().stream().map(DeliveryView::of).toList(), page.nextCursor().orElse(null));
    }
  }

  record MailView(
      String id,
      String kind,
      List<String> to,
      String subject,
      @Nullable String sessionId,
      String state,
      int attempts,
      String createdAt,
      @Nullable String sentAt,
      @Nullable String nextAttemptAt,
      @Nullable String error) {
    static MailView of(OutgoingMail mail) {
      return new MailView(
          mail.id(),
          lower(mail.kind()),
          mail.to(),
          mail.subject(),
          mail.sessionId(),
          lower(mail.state()),
          mail.attempts(),
          mail.createdAt().toString(),
          Views.time(mail.sentAt()),
          Views.time(mail.nextAttemptAt()),
          mail.error());
    }
  }

  record MailsView(List<MailView> messages, @Nullable String nextCursor) {
    static MailsView of(Page<OutgoingMail> page) {
      return new MailsView(
          page.items().stream().map(MailView::of).toList(), page.nextCursor().orElse(null));
    }
  }
}
