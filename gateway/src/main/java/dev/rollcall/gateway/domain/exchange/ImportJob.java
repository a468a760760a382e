package dev.rollcall.gateway.domain.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that is brought in.
 *
 * @param dryRun rows are looked at and nothing is changed
 * @param mapping field to heading; empty until the file was read: guessed
 * @param headings of the file; empty until it was read, and for pictures
 * @param trouble why it is paused or failed; null otherwise
 */
public record ImportJob(
    String id,
    String organisationId,
    ImportKind kind,
    ImportState state,
    boolean dryRun,
    @Nullable String filename,
    Map<String, String> mapping,
    List<String> headings,
    ImportOptions options,
    Counts counts,
    @Nullable Trouble trouble,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {
  public ImportJob {
    mapping = Map.copyOf(mapping);
    headings = List.copyOf(headings);
  }

  /** A code for programs and a sentence that says what to do. */
  public record Trouble(String code, String detail) {
    public Trouble {
      detail = Shortened.of(detail);
    }
  }

  /** Rows, and those of each outcome. */
  public record Counts(int total, int created, int updated, int skipped, int failed) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    public int done() {
      return created + updated + skipped + failed;
    }
  }
}
