package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.FaceAnalyzer;
import java.util.Set;

/** What the faces of a picture show, without asking who they are. Stores nothing. */
public final class ReadFaces {
  private final FaceAnalyzer analyzer;
  private final SitePolicy policy;

  public ReadFaces(FaceAnalyzer analyzer, SitePolicy policy) {
    this.analyzer = analyzer;
    this.policy = policy;
  }

  /** Age, gender, emotion and quality of every face, as far as the site has them switched on. */
  public Analysis ageAndEmotion(
      String organisationId, Picture picture, CallContext context, StageTimes times) {
    Set<Feature> features = policy.optionalFeatures(organisationId);
    features.add(Feature.QUALITY);
    return policy.masked(organisationId, analyze(picture, features, context, times));
  }

  /** Boxes and landmarks alone: cheap enough for several pictures a second. */
  public Analysis boxes(Picture picture, CallContext context, StageTimes times) {
    return analyze(picture, Set.of(), context, times);
  }

  private Analysis analyze(
      Picture picture, Set<Feature> features, CallContext context, StageTimes times) {
    Analysis analysis = analyzer.analyze(picture, features, context);
    times.addAll(analysis.stages());
    return analysis;
  }
}
