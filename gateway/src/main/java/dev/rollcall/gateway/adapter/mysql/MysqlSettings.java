package dev.rollcall.gateway.adapter.mysql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.port.SettingsStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings as JSON. What a stored text leaves out is as a site begins, so that a new version can
 * add settings; what this version does not know is ignored. Secrets are sealed before they leave
 * this class.
 */
public final class MysqlSettings implements SettingsStore {
  private static final String SECRETS = "settings";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(ZoneId.class, ToStringSerializer.instance)
                  .addDeserializer(ZoneId.class, new ZoneReader()))
          .build();

  /** Zones by their names. */
  private static final class ZoneReader extends StdScalarDeserializer<ZoneId> {
    private static final long serialVersionUID = 1;

    ZoneReader() {
      super(ZoneId.class);
    }

    @Override
    public ZoneId deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return ZoneId.of(json.getText());
    }
  }

  private final Database database;
  private final Sealer sealer;

  public MysqlSettings(Database database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  @Override
  public Stored find(String organisationId) {
    return database
        .read(
            connection ->
                Sql.first(
                    connection,
                    "SELECT version, content, secrets FROM organisation_settings"
                        + " WHERE organisation_id = ?",
                    row -> stored(organisationId, row),
                    organisationId))
        .orElse(new Stored(SiteSettings.INITIAL, 0));
  }

  private Stored stored(String organisationId, ResultSet row) throws SQLException {
    byte[] sealed = row.getBytes("secrets");
    try {
      ObjectNode tree = JSON.valueToTree(SiteSettings.INITIAL);
      merge(tree, JSON.readTree(row.getString("content")));
      if (sealed != null) {
        tree.set("secrets", JSON.readTree(sealer.open(sealed, SECRETS, organisationId)));
      }
      return new Stored(JSON.treeToValue(tree, SiteSettings.class), row.getLong("version"));
    } catch (IOException e) {
      throw new SQLException("organisation_settings.content is not what was written", e);
    }
  }

  /** Objects are merged key by key, but for maps that users fill: anything else is replaced. */
  private static void merge(ObjectNode into, JsonNode from) {
    Iterator<Map.Entry<String, JsonNode>> fields = from.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode there = into.get(field.getKey());
      if (there instanceof ObjectNode object && field.getValue().isObject()) {
        merge(object, field.getValue());
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }

  @Override
  public boolean replace(String organisationId, long version, SiteSettings settings, Deed deed) {
    ObjectNode tree = JSON.valueToTree(settings);
    JsonNode secrets = tree.remove("secrets");
    byte[] sealed =
        sealer.seal(secrets.toString().getBytes(StandardCharsets.UTF_8), SECRETS, organisationId);
    String content = write(tree);
    return database.transact(
        connection -> {
          boolean replaced;
          if (version == 0) {
            replaced =
                Sql.update(
                        connection,
                        "INSERT IGNORE INTO organisation_settings (organisation_id, version, content,"
                            + " secrets, changed_at, changed_by) VALUES (?, 1, ?, ?, ?, ?)",
                        organisationId,
                        content,
                        sealed,
                        deed.at(),
                        deed.actor())
                    == 1;
          } else {
            replaced =
                Sql.update(
                        connection,
                        "UPDATE organisation_settings SET version = version + 1, content = ?,"
                            + " secrets = ?, changed_at = ?, changed_by = ?"
                            + " WHERE organisation_id = ? AND version = ?",
                        content,
                        sealed,
                        deed.at(),
                        deed.actor(),
                        organisationId,
                        version)
                    == 1;
          }
          if (replaced) {
            MysqlAudit.append(connection, organisationId, deed);
          }
          return replaced;
        });
  }

  private static String write(@Nullable JsonNode tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings always become JSON", e);
    }
  }
}
