/**
 * A network of any format made into what a task of the server wants: pixels to its scale in front,
 * and behind it the outputs that {@link dev.rollcall.inference.catalog.Task} fixes.
 *
 * <p>Starting points: {@link dev.rollcall.models.convert.task.TaskNetwork}, {@link
 * dev.rollcall.models.convert.task.Recipe}. Imported by packs.
 */
@NullMarked
package dev.rollcall.models.convert.task;

import org.jspecify.annotations.NullMarked;
