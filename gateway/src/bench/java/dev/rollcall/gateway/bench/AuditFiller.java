package dev.rollcall.gateway.bench;

import dev.rollcall.gateway.domain.audit.AuditChain;
import dev.rollcall.gateway.domain.audit.Deed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Writes the audit log of a {@link MadeUpSite}: a chain like a real one. */
final class AuditFiller {
  private static final String ACTOR = MadeUpSite.id(Instant.EPOCH, 8, 1);

  private final MadeUpSite site;
  private final BulkLoad bulk;
  private String hash = AuditChain.BEGINNING;
  private long entries;

  AuditFiller(MadeUpSite site, BulkLoad bulk) {
    this.site = site;
    this.bulk = bulk;
  }

  /** The entries of one day; days come in their order. */
  void day(int day, List<Sighting> sightings) throws SQLException {
    if (day > site.firstAudited() && entries == 0) {
      // Loaded in a run before this one: the chain goes on from what that noted.
      String[] head = String.valueOf(bulk.headOf(MadeUpSite.ORGANISATION)).split(" ", 2);
      entries = Long.parseLong(head[0]);
      hash = head[1];
    }
    StringBuilder rows = new StringBuilder();
    StringBuilder subjects = new StringBuilder();
    for (Sighting seen : sightings) {
      Deed deed =
          Deed.of(ACTOR, "record.added", seen.at(), seen.id())
              .with("status", seen.reason() == null ? "VALID" : "INVALID")
              .with("reason", seen.reason())
              .with("time", seen.at());
      if (seen.reason() == null) {
        deed =
            deed.about(seen.person())
                .with("person", seen.person())
                .about(seen.session())
                .with("session", seen.session());
      }
      hash = AuditChain.hash(hash, MadeUpSite.ORGANISATION, ++entries, deed);
      StringBuilder details = new StringBuilder();
      deed.details()
          .forEach(
              (name, value) ->
                  details
                      .append(details.isEmpty() ? "{" : ",")
                      .append('"')
                      .append(name)
                      .append("\":\"")
                      .append(value)
                      .append('"'));
      SiteFiller.row(
          rows,
          MadeUpSite.ORGANISATION,
          Long.toString(entries),
          SiteFiller.time(seen.at()),
          ACTOR,
          deed.action(),
          "[\"" + String.join("\",\"", deed.subjects()) + "\"]",
          details + "}",
          hash);
      for (String subject : deed.subjects()) {
        SiteFiller.row(subjects, MadeUpSite.ORGANISATION, subject, Long.toString(entries));
      }
    }
    bulk.load(
        "audit_entry",
        "organisation_id, number, done_at, actor, action, subjects, details, hash",
        rows);
    bulk.load("audit_subject", "organisation_id, subject, number", subjects);
    bulk.execute(
        "REPLACE INTO audit_head (organisation_id, number, hash) VALUES ('%s', %d, '%s')"
            .formatted(MadeUpSite.ORGANISATION, entries, hash));
  }
}
