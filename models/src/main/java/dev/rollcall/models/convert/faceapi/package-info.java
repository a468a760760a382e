/**
 * The networks of face-api, whose files hold weights and no graph: each class lays one network's
 * layers, after the package's own TypeScript sources.
 *
 * <p>Starting points: {@link dev.rollcall.models.convert.faceapi.FaceApiNetwork}, the list of them.
 * Imported by packs.
 */
@NullMarked
package dev.rollcall.models.convert.faceapi;

import org.jspecify.annotations.NullMarked;
