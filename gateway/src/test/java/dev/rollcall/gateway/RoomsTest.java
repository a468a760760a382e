package dev.rollcall.gateway;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/**
 * The one-way flow {@code boot -> http -> usecase -> {port, domain}}, {@code adapter.* -> port}.
 */
@AnalyzeClasses(
    packages = "dev.rollcall.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "dev.rollcall.gateway.";

  @ArchTest
  static final ArchRule FLOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("boot")
          .definedBy(ROOT + "boot..")
          .layer("http")
          .definedBy(ROOT + "http..")
          .layer("usecase")
          .definedBy(ROOT + "usecase..")
          .layer("port")
          .definedBy(ROOT + "port..")
          .layer("domain")
          .definedBy(ROOT + "domain..")
          .layer("adapter")
          .definedBy(ROOT + "adapter..")
          .whereLayer("boot")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("boot")
          .whereLayer("usecase")
          .mayOnlyBeAccessedByLayers("boot", "http")
          .whereLayer("port")
          .mayOnlyBeAccessedByLayers("boot", "http", "usecase", "adapter")
          .whereLayer("adapter")
          .mayOnlyBeAccessedByLayers("boot");

  /** But for the files they write and the address that the embedded database hands out. */
  @ArchTest
  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching(ROOT + "adapter.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              JavaClass.Predicates.resideInAPackage(ROOT + "adapter.."),
              JavaClass.Predicates.resideInAPackage(ROOT + "adapter.files.."))
          .ignoreDependency(
              JavaClass.Predicates.resideInAPackage(ROOT + "adapter.mariadb.."),
              DescribedPredicate.describe(
                  "the address", type -> type.getSimpleName().equals("DatabaseAddress")));

  @ArchTest
  static final ArchRule RULES_AND_VERBS_TOUCH_NOTHING_OUTSIDE =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "domain..", ROOT + "usecase..", ROOT + "port..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              "io.grpc..",
              "com.google.protobuf..",
              "dev.rollcall.proto..",
              "java.sql..",
              "javax.sql..",
              "com.zaxxer..",
              "java.net.http..",
              "java.nio.file..");

  @ArchTest
  static final ArchRule SQL_STANDS_IN_ONE_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "adapter.mysql..", ROOT + "adapter.mariadb..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer..", "org.flywaydb..");

  @ArchTest
  static final ArchRule GRPC_IS_SEEN_IN_ONE_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "adapter.grpc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.rollcall.proto..");

  @ArchTest
  static final ArchRule EVERY_ROOM_HAS_A_FRONT_DOOR =
      classes()
          .should(
              be(
                  DescribedPredicate.describe(
                      "in a package with a package-info that is @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
