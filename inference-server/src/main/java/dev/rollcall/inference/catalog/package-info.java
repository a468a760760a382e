/**
 * Which model, in which version: reads the model store, loads, warms up, hands out.
 *
 * <p>The store on disk is {@code <models>/<pack>/<id>/<version>/{manifest.json, saved_model.pb}}; a
 * version appears by atomic rename and is never changed in place.
 *
 * <p>Starting points: {@link dev.rollcall.inference.catalog.ModelManifest}, {@link
 * dev.rollcall.inference.catalog.Task}. Imported by heads, pipeline, edge and boot, and by the
 * models tool, which writes what is read here.
 */
@NullMarked
package dev.rollcall.inference.catalog;

import org.jspecify.annotations.NullMarked;
