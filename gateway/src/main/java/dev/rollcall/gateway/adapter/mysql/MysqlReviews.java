package dev.rollcall.gateway.adapter.mysql;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.domain.review.ReviewKind;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.ReviewStore;
import dev.rollcall.gateway.port.Sealer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faces that wait for a person's decision. */
public final class MysqlReviews implements ReviewStore {
  private static final String PURPOSE = "review-template";
  private static final String OPEN = "OPEN";

  private final Database database;
  private final Sealer sealer;

  public MysqlReviews(Database database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  @Override
  public void add(List<ReviewItem> items) {
    database.transact(
        connection -> {
          for (ReviewItem item : items) {
            Embedding template = item.template();
            Sql.update(
                connection,
                "INSERT IGNORE INTO review_item (id, organisation_id, kind, record_id, session_id,"
                    + " occurred_at, candidates, flags, box, media_type, embedder_id,"
                    + " embedder_version, template, quality, state, expires_at) VALUES ("
                    + Sql.marks(16)
                    + ")",
                item.id(),
                item.organisationId(),
                item.kind().name(),
                item.recordId(),
                item.sessionId(),
                item.time(),
                JsonText.write(item.candidates()),
                String.join(" ", item.flags()),
                item.box() == null ? null : JsonText.write(item.box()),
                item.mediaType(),
                template == null ? null : template.embedder().id(),
                template == null ? null : template.embedder().version(),
                template == null ? null : sealer.seal(toBytes(template), PURPOSE, item.id()),
                item.quality(),
                OPEN,
                item.expiresAt());
          }
          return true;
        });
  }

  private static byte[] toBytes(Embedding embedding) {
    float[] values = embedding.toArray();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /**
   * A manager sees the faces of sessions of their groups, and of records of people in them; what
   * has neither is for who sees everything.
   */
  private static Where within(String organisationId, Reach reach) {
    Where where = new Where().and("i.organisation_id = ?", organisationId);
    if (reach.everything()) {
      return where;
    }
    if (reach.groupIds().isEmpty()) {
      return where.and("1 = 0");
    }
    String marks = Sql.marks(reach.groupIds().size());
    List<Object> groups = new ArrayList<>(reach.groupIds());
    groups.addAll(reach.groupIds());
    return where.and(
        "EXISTS (SELECT 1 FROM attendance_session s WHERE s.id = i.session_id AND s.group_id IN ("
            + marks
            + ")) OR EXISTS (SELECT 1 FROM attendance_record r JOIN group_member m"
            + " ON m.person_id = r.person_id AND m.left_on IS NULL WHERE r.id = i.record_id"
            + " AND m.group_id IN ("
            + marks
            + "))",
        groups.toArray());
  }

  @Override
  public Optional<ReviewItem> find(String organisationId, Reach reach, String id) {
    return within(organisationId, reach)
        .and("i.id = ?", id)
        .query(database, "SELECT i.* FROM review_item i ", "", this::item)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<ReviewItem> ofRecord(String organisationId, String recordId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT * FROM review_item WHERE record_id = ? AND organisation_id = ?"
                    + " AND template IS NOT NULL ORDER BY id LIMIT 1",
                this::item,
                recordId,
                organisationId));
  }

  @Override
  public Page<ReviewItem> list(
      String organisationId, Reach reach, Filter filter, int limit, Optional<String> cursor) {
    String state =
        filter.all() ? null : filter.open() ? OPEN : filter.verdict().map(Enum::name).orElse(OPEN);
    List<ReviewItem> found =
        within(organisationId, reach)
            .and("i.kind <> 'MATCHED'")
            .and("i.id < ?", cursor.orElse("~"))
            .andIf("i.state = ?", state)
            .andIf("i.kind = ?", filter.kind().map(Enum::name).orElse(null))
            .query(
                database,
                "SELECT i.* FROM review_item i ",
                " ORDER BY i.id DESC LIMIT ?",
                this::item,
                limit + 1);
    return Where.page(found, limit, ReviewItem::id);
  }

  private record Near(String personId, double distance) {}

  private ReviewItem item(ResultSet row) throws SQLException {
    String id = row.getString("id");
    String box = row.getString("box");
    String flags = row.getString("flags");
    List<Near> near =
        JsonText.read(row.getString("candidates"), new TypeReference<List<Near>>() {});
    return new ReviewItem(
        id,
        row.getString("organisation_id"),
        ReviewKind.valueOf(row.getString("kind")),
        row.getString("record_id"),
        row.getString("session_id"),
        Sql.instant(row, "occurred_at"),
        near.stream().map(one -> new Candidate(one.personId(), one.distance())).toList(),
        flags.isEmpty() ? List.of() : Arrays.asList(flags.split(" ", -1)),
        box == null ? null : JsonText.read(box, Box.class),
        row.getString("media_type"),
        template(row, id),
        row.getDouble("quality"),
        decision(row),
        Sql.instant(row, "expires_at"));
  }

  private @Nullable Embedding template(ResultSet row, String id) throws SQLException {
    byte[] sealed = row.getBytes("template");
    if (sealed == null) {
      return null;
    }
    FloatBuffer floats = ByteBuffer.wrap(sealer.open(sealed, PURPOSE, id)).asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return new Embedding(
        values, new Embedder(row.getString("embedder_id"), row.getString("embedder_version")));
  }

  private static ReviewItem.@Nullable Decision decision(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return state.equals(OPEN)
        ? null
        : new ReviewItem.Decision(
            ReviewItem.Verdict.valueOf(state),
            row.getString("decided_by"),
            Sql.instant(row, "decided_at"),
            row.getString("decision_reason"),
            row.getString("decided_person_id"));
  }

  @Override
  public boolean decide(String organisationId, String id, ReviewItem.Decision decision) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE review_item SET state = ?, decided_by = ?, decided_at = ?,"
                        + " decision_reason = ?, decided_person_id = ?"
                        + " WHERE organisation_id = ? AND id = ? AND state = 'OPEN'",
                    decision.verdict().name(),
                    decision.accountId(),
                    decision.time(),
                    decision.reason(),
                    decision.personId(),
                    organisationId,
                    id)
                == 1);
  }

  @Override
  public void forgetFace(String organisationId, String id) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "UPDATE review_item SET template = NULL, media_type = NULL"
                    + " WHERE organisation_id = ? AND id = ?",
                organisationId,
                id));
  }

  @Override
  public List<String> expired(Instant now, int limit) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT id FROM review_item WHERE expires_at <= ?"
                    + " AND (state = 'OPEN' OR media_type IS NOT NULL OR template IS NOT NULL)"
                    + " ORDER BY expires_at LIMIT ?",
                row -> row.getString(1),
                now,
                limit));
  }

  @Override
  public void expire(Set<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    String marks = "(" + Sql.marks(ids.size()) + ")";
    database.transact(
        connection -> {
          Sql.update(
              connection,
              "DELETE FROM review_item WHERE state = 'OPEN' AND id IN " + marks,
              ids.toArray());
          return Sql.update(
              connection,
              "UPDATE review_item SET template = NULL, media_type = NULL WHERE id IN " + marks,
              ids.toArray());
        });
  }

  @Override
  public Set<String> withPicture(Set<String> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return database.read(
        connection ->
            new HashSet<>(
                Sql.query(
                    connection,
                    "SELECT id FROM review_item WHERE media_type IS NOT NULL AND id IN ("
                        + Sql.marks(ids.size())
                        + ")",
                    row -> row.getString(1),
                    ids.toArray())));
  }
}
