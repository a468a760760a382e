package dev.rollcall.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The one-way flow {@code cli -> {evaluation, packs, training} -> {convert, report}}. */
@AnalyzeClasses(
    packages = "dev.rollcall.models",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "dev.rollcall.models.";

  @ArchTest
  static final ArchRule ROOMS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy(ROOT + "cli..")
          .layer("packs")
          .definedBy(ROOT + "packs..")
          .layer("evaluation")
          .definedBy(ROOT + "evaluation..")
          .layer("training")
          .definedBy(ROOT + "training..")
          .layer("report")
          .definedBy(ROOT + "report..")
          .layer("convert")
          .definedBy(ROOT + "convert..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("packs")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("evaluation")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli", "evaluation", "training")
          .whereLayer("convert")
          .mayOnlyBeAccessedByLayers("packs", "cli", "training");

  @ArchTest
  static final ArchRule CONVERSION_NEEDS_NO_NATIVE_LIBRARY =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "convert..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow", "org.tensorflow.op..", "org.bytedeco..");

  @ArchTest
  static final ArchRule CHARTS_ARE_DRAWN_IN_REPORT =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "report..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.knowm..");

  @ArchTest
  static final ArchRule PICOCLI_STAYS_IN_CLI =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
