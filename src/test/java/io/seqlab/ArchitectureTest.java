package io.seqlab;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The allowed imports between packages, and the size of packages. */
class ArchitectureTest {
  private static final String[] JAVA = {
    "java..",
    "javax.imageio..",
    "javax.net.ssl..",
    "com.sun.management..",
    "com.google.errorprone.."
  };

  private static final String STUDY = "io.seqlab.study..";

  /** Files of a package, with package-info. */
  private static final int MAX_FILES = 26;

  private static final String PREFIX = "io.seqlab.";
  private static final String DJL = "ai.djl..";
  private static final String JACKSON = "com.fasterxml.jackson..";

  private static final String RNG = "org.apache.commons.rng..";

  /** A package (with its sub-packages if it ends in two dots) and its allowed imports. */
  private record PackageRule(String name, List<String> mayImport) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A rule.
   *
   * @param packages of SeqLab that may be imported, separated by spaces, beside the package itself
   * @param libraries that may be imported, beside the JDK
   */
  private static PackageRule rule(String name, String packages, String... libraries) {
    Stream<String> ours = Stream.of(packages.split(" ")).filter(each -> !each.isEmpty());
    return new PackageRule(
        PREFIX + name, Stream.concat(ours.map(PREFIX::concat), Stream.of(libraries)).toList());
  }

  private static final List<PackageRule> RULES =
      List.of(
          rule("storage", ""),
          rule("cancellation", ""),
          rule("config..", "storage", JACKSON, "org.yaml.snakeyaml.."),
          rule("metric", ""),
          rule("statistics", "", RNG, "org.apache.commons.statistics.."),
          rule("data..", "config.. storage", RNG, DJL, "com.google.gson..", "com.ibm.icu.."),
          rule("model.core", "config..", DJL),
          rule("model.attention", "model.core config..", DJL),
          rule("model.rnn", "model.attention model.core config..", DJL),
          rule("model.conv", "model.attention model.core config..", DJL),
          rule("model.labeller", "model.core config..", DJL),
          rule("model.transformer", "model.attention model.core config..", DJL),
          rule("model", "model.. config.."),
          rule("train", "model.core data.. config.. storage", DJL, RNG, "com.google.gson.."),
          rule("decode", "model.core config.. cancellation", DJL),
          rule("evaluation", "model.core decode metric data.. config.. cancellation", DJL),
          rule(
              "probe..",
              "model.. decode evaluation train metric data.. config.. statistics cancellation",
              DJL,
              "com.sun.jna.."),
          rule("result..", "config.. storage", JACKSON, "org.apache.commons.csv.."),
          rule("study.judge", "config.. data.. evaluation result.. statistics"),
          rule(
              "study..",
              "storage cancellation config.. data.. model.. train decode evaluation probe.. metric result.. statistics",
              DJL,
              RNG),
          rule("report.html", "", "com.samskivert.mustache.."),
          rule("report.figure", "report.core result.. config.. statistics"),
          rule("report.table", "report.core result.. metric config.. statistics"),
          rule(
              "report..",
              "result.. metric config.. storage statistics",
              "com.samskivert.mustache.."),
          rule(
              "cli..",
              "study.. report.. result.. config.. storage cancellation",
              "picocli..",
              "me.tongfei.progressbar.."));

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.seqlab");

  static Stream<PackageRule> rules() {
    return RULES.stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void importsOnlyAllowedPackages(PackageRule rule) {
    classes()
        .that(resideInAnyPackage(rule.name()))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(JAVA)
                .or(resideInAnyPackage(rule.name()))
                .or(resideInAnyPackage(rule.mayImport().toArray(String[]::new))))
        .allowEmptyShould(true) // for packages to come; rulesApplyToClasses checks the others
        .check(CLASSES);
  }

  @Test
  void everyClassHasARule() {
    String[] packages = RULES.stream().map(PackageRule::name).toArray(String[]::new);
    assertThat(CLASSES.that(resideOutsideOfPackages(packages))).isEmpty();
  }

  @Test
  void rulesApplyToClasses() {
    assertThat(CLASSES.size()).isGreaterThan(150);
    for (String name :
        List.of("config..", "data..", "model.core", "train", "study..", "report..", "cli..")) {
      assertThat(CLASSES.that(resideInAnyPackage(PREFIX + name)).size()).as(name).isGreaterThan(5);
    }
  }

  @Test
  void everyPackageIsSmallAndDocumented() throws IOException {
    Map<Path, List<String>> files;
    try (Stream<Path> paths = Files.walk(Path.of("src/main/java/io/seqlab"))) {
      files =
          paths
              .filter(file -> file.toString().endsWith(".java"))
              .collect(
                  Collectors.groupingBy(
                      Path::getParent,
                      Collectors.mapping(
                          file -> file.getFileName().toString(), Collectors.toList())));
    }
    assertThat(files).hasSizeGreaterThan(30);
    files.forEach(
        (folder, names) -> {
          assertThat(names).as("%s", folder).contains("package-info.java");
          assertThat(names).as("%s", folder).hasSizeLessThanOrEqualTo(MAX_FILES);
        });
  }

  /** File locks are not kept on all shared folders; leases are. */
  @Test
  void nothingRestsOnFileLocks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(FileLock.class.getName())
        .orShould()
        .callMethodWhere(calls(FileChannel.class, "lock|tryLock"))
        .check(CLASSES);
  }

  /** So that a process which has lost the lease of a folder writes nothing there. */
  @Test
  void filesOfExperimentsChangeThroughStorage() {
    noClasses()
        .that()
        .resideInAnyPackage(PREFIX + "train", PREFIX + "result..", PREFIX + "report..", STUDY)
        .should()
        .callMethodWhere(calls(Files.class, "write.*|move|copy|delete.*|new(Output|BufferedW).*"))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaMethodCall> calls(Class<?> owner, String methods) {
    return target(owner(type(owner))).and(target(nameMatching(methods))).forSubtype();
  }

  @Test
  void packageDependenciesHaveNoCycles() {
    slices().matching("io.seqlab.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
