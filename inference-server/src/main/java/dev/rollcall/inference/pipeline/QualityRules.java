package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.face.HeadPose;
import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.face.Quality;
import dev.rollcall.inference.vision.Picture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a face can be judged: each measure from 0 (useless) to 1 (does not matter any more), the
 * score their product, an issue each that is below one half.
 *
 * <p>Of LFW's 3,811 faces in folds 1-5, all of press quality, the middle half has a sharpness of
 * 0.043 to 0.091 and one in twenty less than 0.026; brightness lies between 0.28 and 0.68 for 98 in
 * 100.
 *
 * <p>The limits of occlusion come from a study outside this code: of 170 of LFW's people who chose
 * nothing there, one picture each, 3 were called occluded (1.8 %; turned by 30 degrees 2 of 170);
 * with the recipe {@code occluded} 56 of 59 masks, 55 of 56 sunglasses and all of 55 hands were.
 * The recipe's things are drawn: real ones vary more.
 */
final class QualityRules {
  private QualityRules() {}

  static Quality judge(Picture picture, Subject face, @Nullable HeadPose pose) {
    Picture.Measures measures = picture.measure(face.box());
    List<Quality.Issue> issues = new ArrayList<>();
    double score = 1;
    score *= note(issues, Quality.Issue.TOO_SMALL, ramp(shorterSide(face), 16, 80));
    score *= note(issues, Quality.Issue.BLURRED, ramp(measures.sharpness(), 0.005, 0.04));
    score *= note(issues, Quality.Issue.TOO_DARK, ramp(measures.brightness(), 0.05, 0.25));
    score *= note(issues, Quality.Issue.TOO_BRIGHT, ramp(-measures.brightness(), -0.97, -0.75));
    score *= note(issues, Quality.Issue.CUT_OFF, ramp(-outside(picture, face), -0.25, 0));
    if (pose != null) {
      score *= note(issues, Quality.Issue.TURNED, ramp(-degrees(pose), -60, -20));
    } else if (!face.fivePoints().isEmpty()) {
      score *= note(issues, Quality.Issue.TURNED, ramp(-turn(face.fivePoints()), -0.7, -0.2));
    }
    if (!face.fivePoints().isEmpty()) {
      Occlusion seen = Occlusion.of(picture, face.fivePoints());
      double least = Math.min(ramp(seen.mouthDetail(), 0.6, 1), ramp(seen.eyeLight(), 0.2, 0.6));
      score *= note(issues, Quality.Issue.OCCLUDED, least);
    }
    return new Quality(score, issues);
  }

  private static double note(List<Quality.Issue> issues, Quality.Issue issue, double measure) {
    if (measure < 0.5) {
      issues.add(issue);
    }
    return measure;
  }

  private static double ramp(double value, double useless, double enough) {
    return Math.max(0, Math.min(1, (value - useless) / (enough - useless)));
  }

  private static double shorterSide(Subject face) {
    return Math.min(face.box().width(), face.box().height());
  }

  /**
   * How far beyond the picture the face seems to reach, as a share of its box: the box is clipped,
   * so the points tell; without points a box that stands at a border counts as a little cut.
   */
  private static double outside(Picture picture, Subject face) {
    double least = Math.max(face.box().width(), face.box().height());
    double beyond = 0;
    for (Point point : face.landmarks68().isEmpty() ? face.fivePoints() : face.landmarks68()) {
      beyond = Math.max(beyond, Math.max(-point.x(), point.x() - picture.width()));
      beyond = Math.max(beyond, Math.max(-point.y(), point.y() - picture.height()));
    }
    return beyond / least;
  }

  /** Away from the camera; a tilt towards a shoulder is turned back before anything is judged. */
  private static double degrees(HeadPose pose) {
    return Math.max(Math.abs(pose.yaw()), Math.abs(pose.pitch()));
  }

  /** Where the nose tip stands between the eyes: 0 in the middle, 0.5 under an eye. */
  private static double turn(List<Point> five) {
    Point left = five.get(0);
    Point right = five.get(1);
    Point nose = five.get(2);
    double x = right.x() - left.x();
    double y = right.y() - left.y();
    double squares = x * x + y * y;
    if (squares == 0) {
      return 1;
    }
    double along = ((nose.x() - left.x()) * x + (nose.y() - left.y()) * y) / squares;
    return Math.abs(along - 0.5);
  }
}
