package dev.rollcall.client.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.rollcall.client.load",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  @ArchTest
  static final ArchRule inferenceServer_onlyProcessesOfTheirOwn_useItsClasses =
      noClasses()
          .that()
          .resideOutsideOfPackages("..load.baseline..", "..load.device..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.rollcall.inference..");

  @ArchTest
  static final ArchRule rooms_goOneWay =
      slices().matching("dev.rollcall.client.load.(*)..").should().beFreeOfCycles();
}
