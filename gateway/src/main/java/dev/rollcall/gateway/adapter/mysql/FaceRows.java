package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.Sealer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Faces and their templates, which are sealed before they leave this class. */
final class FaceRows {
  private static final String TEMPLATE = "template";
  private static final int FACES_A_READ = 1000;
  private static final String FACE_COLUMNS =
      "SELECT f.id, p.organisation_id, f.person_id, f.media_type, f.created_at"
          + " FROM enrolled_face f JOIN person p ON p.id = f.person_id ";

  private final Database database;
  private final Sealer sealer;

  FaceRows(Database database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  List<EnrolledFace> facesOf(String organisationId, String personId) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT f.id, f.person_id, f.media_type, f.created_at, t.face_id, t.embedder_id,"
                    + " t.embedder_version, t.template, t.quality FROM enrolled_face f"
                    + " JOIN person p ON p.id = f.person_id AND p.organisation_id = ?"
                    + " JOIN face_template t ON t.face_id = f.id WHERE f.person_id = ?"
                    + " ORDER BY f.id",
                row -> {
                  Template template = template(row);
                  return new EnrolledFace(
                      row.getString("id"),
                      row.getString("person_id"),
                      template.embedding(),
                      row.getString("media_type"),
                      Sql.instant(row, "created_at"),
                      template.quality());
                },
                organisationId,
                personId));
  }

  void insert(Connection connection, List<EnrolledFace> faces) throws SQLException {
    for (EnrolledFace face : faces) {
      Sql.update(
          connection,
          "INSERT INTO enrolled_face (id, person_id, media_type, created_at) VALUES (?, ?, ?, ?)",
          face.id(),
          face.personId(),
          face.mediaType(),
          face.createdAt());
      insertTemplate(connection, face.id(), face.template(), face.quality());
    }
  }

  private void insertTemplate(
      Connection connection, String faceId, Embedding template, double quality)
      throws SQLException {
    Embedder embedder = template.embedder();
    Sql.update(
        connection,
        "INSERT IGNORE INTO face_template (face_id, embedder_id, embedder_version, template, quality)"
            + " VALUES (?, ?, ?, ?, ?)",
        faceId,
        embedder.id(),
        embedder.version(),
        sealer.seal(toBytes(template), TEMPLATE, rowId(faceId, embedder)),
        quality);
  }

  /** What a sealed template is bound to: it opens for this face and embedder alone. */
  private static String rowId(String faceId, Embedder embedder) {
    return faceId + "/" + embedder.id() + "/" + embedder.version();
  }

  /** Every template of a person, of whichever embedder. */
  List<EnrolledFace> ofPerson(String personId) {
    List<PeopleStore.UnreadFace> faces =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    FACE_COLUMNS + "WHERE f.person_id = ? ORDER BY f.id",
                    FaceRows::face,
                    personId));
    List<EnrolledFace> found = new ArrayList<>();
    for (PeopleStore.UnreadFace face : faces) {
      for (Template template :
          database.read(
              connection ->
                  Sql.query(
                      connection,
                      "SELECT face_id, embedder_id, embedder_version, template, quality"
                          + " FROM face_template WHERE face_id = ?",
                      this::template,
                      face.id()))) {
        found.add(enrolled(face, template));
      }
    }
    return found;
  }

  private static EnrolledFace enrolled(PeopleStore.UnreadFace face, Template template) {
    return new EnrolledFace(
        face.id(),
        face.personId(),
        template.embedding(),
        face.mediaType(),
        face.createdAt(),
        template.quality());
  }

  void forEachFace(BiConsumer<String, EnrolledFace> each) {
    String last = "";
    while (true) {
      String after = last;
      List<PeopleStore.UnreadFace> page =
          database.read(
              connection ->
                  Sql.query(
                      connection,
                      FACE_COLUMNS + "WHERE f.id > ? ORDER BY f.id LIMIT ?",
                      FaceRows::face,
                      after,
                      FACES_A_READ));
      if (page.isEmpty()) {
        return;
      }
      String end = page.get(page.size() - 1).id();
      Map<String, PeopleStore.UnreadFace> faces = new HashMap<>();
      page.forEach(face -> faces.put(face.id(), face));
      for (Template template : templates(after, end)) {
        PeopleStore.UnreadFace face = faces.get(template.faceId());
        if (face != null) {
          each.accept(face.organisationId(), enrolled(face, template));
        }
      }
      last = end;
    }
  }

  private record Template(String faceId, Embedding embedding, double quality) {}

  private List<Template> templates(String after, String end) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT face_id, embedder_id, embedder_version, template, quality FROM face_template"
                    + " WHERE face_id > ? AND face_id <= ?",
                this::template,
                after,
                end));
  }

  private Template template(ResultSet row) throws SQLException {
    String faceId = row.getString("face_id");
    Embedder embedder =
        new Embedder(row.getString("embedder_id"), row.getString("embedder_version"));
    FloatBuffer floats =
        ByteBuffer.wrap(sealer.open(row.getBytes("template"), TEMPLATE, rowId(faceId, embedder)))
            .asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return new Template(faceId, new Embedding(values, embedder), row.getDouble("quality"));
  }

  private static PeopleStore.UnreadFace face(ResultSet row) throws SQLException {
    return new PeopleStore.UnreadFace(
        row.getString("id"),
        row.getString("organisation_id"),
        row.getString("person_id"),
        row.getString("media_type"),
        Sql.instant(row, "created_at"));
  }

  List<PeopleStore.UnreadFace> facesWithout(Embedder embedder, String after, int limit) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                FACE_COLUMNS
                    + "WHERE f.id > ?"
                    + " AND NOT EXISTS (SELECT 1 FROM face_template t WHERE t.face_id = f.id"
                    + " AND t.embedder_id = ? AND t.embedder_version = ?) ORDER BY f.id LIMIT ?",
                FaceRows::face,
                after,
                embedder.id(),
                embedder.version(),
                limit));
  }

  boolean addTemplate(String faceId, Embedding template, double quality) {
    return database.transact(
        connection -> {
          boolean there =
              Sql.first(
                      connection,
                      "SELECT id FROM enrolled_face WHERE id = ? FOR UPDATE",
                      row -> row.getString(1),
                      faceId)
                  .isPresent();
          if (there) {
            insertTemplate(connection, faceId, template, quality);
          }
          return there;
        });
  }

  private static byte[] toBytes(Embedding embedding) {
    float[] values = embedding.toArray();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  Set<String> existingFaces(Set<String> faceIds) {
    if (faceIds.isEmpty()) {
      return Set.of();
    }
    return database.read(
        connection ->
            new HashSet<>(
                Sql.query(
                    connection,
                    "SELECT id FROM enrolled_face WHERE id IN (" + Sql.marks(faceIds.size()) + ")",
                    row -> row.getString(1),
                    faceIds.toArray())));
  }
}
