/**
 * TensorFlow.js files: weights by manifest (face-api's too), and graph models with their fused
 * operations taken apart again.
 *
 * <p>Starting points: {@link dev.rollcall.models.convert.tfjs.WeightsManifest}, {@link
 * dev.rollcall.models.convert.tfjs.TfjsGraph}. Imported by convert.faceapi and packs.
 */
@NullMarked
package dev.rollcall.models.convert.tfjs;

import org.jspecify.annotations.NullMarked;
