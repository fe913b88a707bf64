package isoloss;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import isoloss.data.Values;
import java.util.List;

/**
 * Holds the picture of ARCHITECTURE.md: who may import whom, and one home for each third-party
 * library.
 */
@AnalyzeClasses(packages = "isoloss", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** A library and the packages that may use it. */
  private record Home(String library, String packages, String... homes) {}

  private static final List<Home> HOMES =
      List.of(
          new Home("DuckDB", "org.duckdb..", "isoloss.data.."),
          new Home("JDBC", "java.sql..", "isoloss.data.."),
          new Home("Jackson", "tools.jackson..", "isoloss.data.json"),
          new Home("Tablesaw", "tech.tablesaw..", "isoloss.data.table"),
          new Home("Commons Math", "org.apache.commons.math3..", "isoloss.optim", "isoloss.stat"),
          new Home("Smile", "smile..", "isoloss.smile"),
          new Home("Commons Statistics", "org.apache.commons.statistics..", "isoloss.stat"),
          new Home("Lucene", "org.apache.lucene..", "isoloss.rank.query"),
          new Home("Hugging Face tokenizers", "ai.djl..", "isoloss.run.onnx"),
          new Home("the vector module", "jdk.incubator.vector..", "isoloss.optim"),
          new Home("XChart", "org.knowm.xchart..", "isoloss.report.render"),
          new Home("JTE", "gg.jte..", "isoloss.report.render.."),
          new Home("picocli", "picocli..", "isoloss.cli"),
          new Home("the progress bar", "me.tongfei..", "isoloss.cli"),
          new Home("ONNX Runtime", "ai.onnxruntime..", "isoloss.run.."),
          new Home("ONNX's messages", "ai.onnx.proto..", "isoloss.run.."),
          new Home("protobuf", "com.google.protobuf..", "isoloss.run.."),
          new Home("AWT", "java.awt..", "isoloss.report.render", "isoloss.kernel"));

  @ArchTest
  static final ArchRule modulesImportDownwardsOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("isoloss..")
          .layer("datasets")
          .definedBy("isoloss.data..")
          .layer("statistics")
          .definedBy("isoloss.stat..")
          .layer("optimisation")
          .definedBy("isoloss.optim..")
          .layer("fits")
          .definedBy("isoloss.fit..")
          .layer("laws")
          .definedBy("isoloss.law..")
          .optionalLayer("costs")
          .definedBy("isoloss.cost..")
          .optionalLayer("questions")
          .definedBy("isoloss.plan..", "isoloss.sampling..")
          .layer("aggregation")
          .definedBy("isoloss.rank..")
          .layer("runners")
          .definedBy("isoloss.run..")
          .layer("reports")
          .definedBy("isoloss.report..")
          .layer("facade")
          .definedBy("isoloss.lab..")
          .layer("commands")
          .definedBy("isoloss.cli..")
          .whereLayer("commands")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("facade")
          .mayOnlyBeAccessedByLayers("commands")
          .whereLayer("reports")
          .mayOnlyBeAccessedByLayers("facade", "commands")
          .whereLayer("runners")
          .mayOnlyBeAccessedByLayers("facade", "commands")
          .whereLayer("aggregation")
          .mayOnlyBeAccessedByLayers("reports", "facade", "commands")
          .whereLayer("questions")
          .mayOnlyBeAccessedByLayers("aggregation", "reports", "facade", "commands")
          .whereLayer("costs")
          .mayOnlyBeAccessedByLayers(
              "laws", "questions", "aggregation", "reports", "facade", "commands")
          .whereLayer("laws")
          .mayOnlyBeAccessedByLayers("questions", "aggregation", "reports", "facade", "commands")
          .whereLayer("fits")
          .mayOnlyBeAccessedByLayers(
              "costs", "laws", "questions", "aggregation", "reports", "facade", "commands");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("isoloss.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule datasetsKnowNothingAbove =
      noClasses()
          .that()
          .resideInAPackage("isoloss.data..")
          .should()
          .dependOnClassesThat(ours("isoloss.data.."))
          .because("everything else is built on it");

  @ArchTest
  static final ArchRule optimisersKnowNoLaw =
      noClasses()
          .that()
          .resideInAPackage("isoloss.optim..")
          .should()
          .dependOnClassesThat(ours("isoloss.optim..", "isoloss.stat..", "isoloss.data"))
          .because("an optimiser sees only numbers");

  @ArchTest
  static final ArchRule statisticsKnowNothing =
      noClasses()
          .that()
          .resideInAPackage("isoloss.stat..")
          .should()
          .dependOnClassesThat(ours("isoloss.stat..").and(not(type(Values.class))))
          .because("it is arithmetic on arrays and Values");

  @ArchTest
  static final ArchRule runnersAndFittingMeetAtAFileOnly =
      noClasses()
          .that()
          .resideInAPackage("isoloss.run..")
          .should()
          .dependOnClassesThat(ours("isoloss.run..", "isoloss.data.."))
          .because("what a run leaves is its log");

  @ArchTest
  static final ArchRule fittingKnowsNoFileFormat =
      noClasses()
          .that()
          .resideInAnyPackage("isoloss.fit..", "isoloss.law..", "isoloss.optim..", "isoloss.stat..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("isoloss.data.importer..", "java.nio.file..")
          .because("rows come as Observations");

  @ArchTest
  static final ArchRule nobodyNeedsThePartUnderAnotherLicence =
      noClasses()
          .that()
          .resideOutsideOfPackage("isoloss.smile..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("isoloss.smile..")
          .because("it is under GPL-3.0 and found at run time where it is installed");

  @ArchTest
  static final ArchRule onlyTheCommandLineWritesToTheConsole =
      noClasses()
          .that(not(resideInAnyPackage("isoloss.cli..", "isoloss.kernel..", "isoloss.benchmark..")))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("what matters is in the result");

  @ArchTest
  static void eachLibraryHasOneHome(JavaClasses classes) {
    for (Home home : HOMES) {
      noClasses()
          .that(not(resideInAnyPackage(home.homes())))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(home.packages())
          .as(home.library() + " is imported only in " + String.join(", ", home.homes()))
          .check(classes);
    }
  }

  /**
   * A rule about a library that nobody imports, or about a package without classes, would hold by
   * saying nothing.
   */
  @ArchTest
  static void theRulesSpeakOfCodeThatExists(JavaClasses classes) {
    for (String layer :
        List.of("data", "stat", "optim", "fit", "law", "rank", "run", "report", "lab", "cli")) {
      assertThat(classes.that(resideInAPackage("isoloss." + layer + "..")))
          .as("classes of isoloss." + layer)
          .isNotEmpty();
    }
    for (Home home : HOMES) {
      assertThat(isUsed(home, classes)).as("%s is used somewhere", home.library()).isTrue();
    }
  }

  private static boolean isUsed(Home home, JavaClasses classes) {
    var library = resideInAPackage(home.packages());
    return classes.stream()
        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
        .anyMatch(use -> library.test(use.getTargetClass()));
  }

  private static DescribedPredicate<JavaClass> ours(String... except) {
    return resideInAPackage("isoloss..")
        .and(not(resideInAnyPackage(except)))
        .as("are ours outside %s", String.join(", ", except));
  }
}
