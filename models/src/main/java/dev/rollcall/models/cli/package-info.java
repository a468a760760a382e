/**
 * The commands {@code rollcall models} and {@code rollcall eval}: arguments in, lines for a person
 * or JSON out, exit codes.
 *
 * <p>Starting point: {@link dev.rollcall.models.cli.ModelsMain}. Imported by nobody.
 */
@NullMarked
package dev.rollcall.models.cli;

import org.jspecify.annotations.NullMarked;
