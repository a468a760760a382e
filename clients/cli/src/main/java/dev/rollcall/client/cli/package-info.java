/**
 * What a person types: {@code up}, {@code down} and {@code doctor}, called by the launcher {@code
 * ./rollcall}, which has checked the tools and built the project by then.
 *
 * <p>Starting points: {@link dev.rollcall.client.cli.RollcallMain}, {@link
 * dev.rollcall.client.cli.UpCommand}. Nothing imports it.
 */
@NullMarked
package dev.rollcall.client.cli;

import org.jspecify.annotations.NullMarked;
