/**
 * Figures for a person: a page of HTML with plots as PNG beside it.
 *
 * <p>Starting points: {@link dev.rollcall.models.report.Report}, {@link
 * dev.rollcall.models.report.Plot}. The only room that sees the chart library. Imported by cli,
 * evaluation and training.
 */
@NullMarked
package dev.rollcall.models.report;

import org.jspecify.annotations.NullMarked;
