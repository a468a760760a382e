package dev.rollcall.models.evaluation;

import dev.rollcall.models.report.Report;
import java.util.List;

/**
 * What an evaluation found.
 *
 * @param figures a record for JSON, in snake case
 * @param summary the same for a person, a line each
 * @param scores a line a pair or picture, from which anyone can recompute the figures
 * @param report the page with plots; drawn only when written
 */
public record Outcome(Object figures, List<String> summary, ScoreTable scores, Report report) {
  public Outcome {
    summary = List.copyOf(summary);
  }
}
