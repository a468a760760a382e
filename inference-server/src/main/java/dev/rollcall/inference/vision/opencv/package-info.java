/**
 * Pixels by OpenCV; the only room that sees it.
 *
 * <p>Starting point: {@link dev.rollcall.inference.vision.opencv.OpenCvVision}. Imported by boot
 * and by the pipeline's front door alone.
 */
@NullMarked
package dev.rollcall.inference.vision.opencv;

import org.jspecify.annotations.NullMarked;
