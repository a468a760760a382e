package dev.rollcall.client.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.rollcall.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule supervisor_knowsNothingOfTheCommands =
      noClasses()
          .that()
          .resideInAPackage("dev.rollcall.client.supervisor..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.rollcall.client.cli..");
}
