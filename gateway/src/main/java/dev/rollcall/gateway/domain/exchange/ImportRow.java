package dev.rollcall.gateway.domain.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import.
 *
 * @param number the line of the file, or the number of the picture in the archive
 * @param cells as they were read; of a picture the path, and whom the mapping file says it shows
 * @param key what makes the row one of its kind in the file; null where nothing does
 * @param result null: not yet
 */
public record ImportRow(
    int number, List<String> cells, @Nullable String key, @Nullable RowResult result) {
  public ImportRow {
    cells = List.copyOf(cells);
  }
}
