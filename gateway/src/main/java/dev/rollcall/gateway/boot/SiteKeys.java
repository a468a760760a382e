package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.vault.TinkSealer;
import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.InstallationStore;
import dev.rollcall.gateway.port.InstallationStore.Installation;
import dev.rollcall.gateway.port.Sealer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * The key file that belongs to a database. The database holds a word that only the right key opens,
 * so that a wrong or a lost key is found out at the start and not at the first face.
 *
 * @param installationId of the database
 */
record SiteKeys(Sealer sealer, String installationId) {
  private static final String FILE = "data.keys.json";
  private static final String PURPOSE = "key-check";
  private static final byte[] WORD = "rollcall".getBytes(StandardCharsets.US_ASCII);

  /**
   * Takes the key file of the folder, or makes one for a database that holds nothing sealed.
   *
   * @throws IOException where the file is not the one that this database was used with
   */
  static SiteKeys open(Path folder, InstallationStore store, Instant now, Random random)
      throws IOException {
    Path file = folder.resolve(FILE);
    Optional<Installation> found = store.find();
    boolean isNew = !Files.exists(file);
    if (isNew && found.isPresent() && store.holdsSealedRows()) {
      throw new IOException(
          ("%s is missing, and the database holds faces that only it opens: put the file back from"
                  + " your backup")
              .formatted(file));
    }
    TinkSealer sealer = isNew ? TinkSealer.create(file) : TinkSealer.load(file);
    String id = found.map(Installation::id).orElseGet(() -> Ulid.at(now, random));
    byte[] check = sealer.seal(WORD, PURPOSE, id);
    if (found.isPresent() && isNew) {
      store.replaceKeyCheck(check);
    }
    Installation stands =
        found.isEmpty() || isNew
            ? store.createIfAbsent(new Installation(id, check), now)
            : found.get();
    try {
      sealer.open(stands.keyCheck(), PURPOSE, stands.id());
    } catch (ProblemException e) {
      throw new IOException(
          ("%s is not the key file of this database: put the right one back, or name another"
                  + " database")
              .formatted(file),
          e);
    }
    return new SiteKeys(sealer, stands.id());
  }
}
