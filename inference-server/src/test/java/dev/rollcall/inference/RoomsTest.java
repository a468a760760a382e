package dev.rollcall.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The one-way flow {@code boot -> edge -> {admission, pipeline} -> {heads, vision} -> batching ->
 * {catalog, engine}}.
 */
@AnalyzeClasses(
    packages = "dev.rollcall.inference",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "dev.rollcall.inference.";

  @ArchTest
  static final ArchRule FLOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("boot")
          .definedBy(ROOT + "boot..")
          .layer("edge")
          .definedBy(ROOT + "edge..")
          .layer("admission")
          .definedBy(ROOT + "admission..")
          .layer("pipeline")
          .definedBy(ROOT + "pipeline..")
          .layer("heads")
          .definedBy(ROOT + "heads..")
          .layer("vision")
          .definedBy(ROOT + "vision..")
          .layer("batching")
          .definedBy(ROOT + "batching..")
          .layer("catalog")
          .definedBy(ROOT + "catalog..")
          .layer("engine")
          .definedBy(ROOT + "engine..")
          .whereLayer("boot")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("edge")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("admission")
          .mayOnlyBeAccessedByLayers("boot", "edge")
          .whereLayer("pipeline")
          .mayOnlyBeAccessedByLayers("boot", "edge")
          .whereLayer("heads")
          .mayOnlyBeAccessedByLayers("boot", "edge", "pipeline")
          .whereLayer("vision")
          .mayOnlyBeAccessedByLayers("boot", "edge", "admission", "pipeline")
          .whereLayer("batching")
          .mayOnlyBeAccessedByLayers("boot", "edge", "pipeline", "heads", "vision")
          .whereLayer("catalog")
          .mayOnlyBeAccessedByLayers("boot", "edge", "pipeline", "heads", "vision", "batching");

  @ArchTest
  static final ArchRule VALUES_ARE_PURE =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "face..", ROOT + "request..", ROOT + "telemetry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "boot..",
              ROOT + "edge..",
              ROOT + "admission..",
              ROOT + "pipeline..",
              ROOT + "heads..",
              ROOT + "vision..",
              ROOT + "batching..",
              ROOT + "catalog..",
              ROOT + "engine..");

  @ArchTest
  static final ArchRule THE_ENGINE_PORT_KNOWS_NO_MODELS =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "catalog..");

  @ArchTest
  static final ArchRule TENSORS_ARE_TOUCHED_IN_ONE_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "engine.tensorflow..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tensorflow..");

  @ArchTest
  static final ArchRule PIXELS_ARE_TOUCHED_IN_ONE_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "vision.opencv..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule GRPC_IS_SEEN_IN_ONE_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "edge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.rollcall.proto..");
}
