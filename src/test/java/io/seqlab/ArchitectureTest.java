package io.seqlab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may import which. */
class ArchitectureTest {
  private static final String[] JAVA = {
    "java..", "javax.imageio..", "com.sun.management..", "com.google.errorprone.."
  };

  /** Of a package, its package-info among them. */
  private static final int MOST_FILES = 26;

  private static final String PREFIX = "io.seqlab.";
  private static final String DJL = "ai.djl..";
  private static final String JACKSON = "com.fasterxml.jackson..";

  private static final String RNG = "org.apache.commons.rng..";

  /** A package, and all that it may import beside the JDK and itself. */
  private record Room(String name, List<String> mayImport) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A row: the package, the packages it may import separated by spaces, and the libraries. */
  private static Room room(String name, String rooms, String... libraries) {
    Stream<String> ours = Stream.of(rooms.split(" ")).filter(each -> !each.isEmpty());
    return new Room(
        PREFIX + name, Stream.concat(ours.map(PREFIX::concat), Stream.of(libraries)).toList());
  }

  private static final List<Room> ROOMS =
      List.of(
          room("storage", ""),
          room("config..", "", JACKSON, "org.yaml.snakeyaml.."),
          room("metric", ""),
          room("statistics", "", RNG, "org.apache.commons.statistics.."),
          room("data..", "config.. storage", RNG, DJL),
          room("model.core", "config..", DJL),
          room("model.attention", "model.core config..", DJL),
          room("model.rnn", "model.attention model.core config..", DJL),
          room("model.conv", "model.attention model.core config..", DJL),
          room("model.transformer", "model.attention model.core config..", DJL),
          room("model", "model.. config.."),
          room("train", "model.core data.. config.. storage", DJL, "com.google.gson.."),
          room("decode", "model.core config..", DJL),
          room("evaluation", "model.core decode metric data.. config..", DJL),
          room(
              "probe..",
              "model.. decode evaluation train metric data.. config.. statistics",
              DJL,
              "com.sun.jna.."),
          room("result..", "config.. storage", JACKSON, "org.apache.commons.csv.."),
          room("study.judge", "config.. data.. evaluation result.. statistics"),
          room(
              "study..",
              "storage config.. data.. model.. train decode evaluation probe.. metric result.. statistics",
              DJL,
              RNG),
          room("report.html", "", "com.samskivert.mustache.."),
          room("report.figure", "report.core result.. config.. statistics"),
          room("report.table", "report.core result.. config.. statistics"),
          room(
              "report..",
              "result.. metric config.. storage statistics",
              "com.samskivert.mustache.."),
          room(
              "cli..",
              "study.. report.. result.. config.. storage",
              "picocli..",
              "me.tongfei.progressbar.."));

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.seqlab");

  static Stream<Room> rooms() {
    return ROOMS.stream();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void importsOnlyWhatItsRowNames(Room room) {
    classes()
        .that(resideInAnyPackage(room.name()))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(JAVA)
                .or(resideInAnyPackage(room.name()))
                .or(resideInAnyPackage(room.mayImport().toArray(String[]::new))))
        .allowEmptyShould(true) // rooms of what is to come; the counts below hold the others
        .check(CLASSES);
  }

  @Test
  void everyClassHasARoom() {
    String[] rooms = ROOMS.stream().map(Room::name).toArray(String[]::new);
    assertThat(CLASSES.that(resideOutsideOfPackages(rooms))).isEmpty();
  }

  @Test
  void theRulesAreNotHeldByEmptiness() {
    assertThat(CLASSES.size()).isGreaterThan(150);
    for (String room :
        List.of("config..", "data..", "model.core", "train", "study..", "report..", "cli..")) {
      assertThat(CLASSES.that(resideInAnyPackage(PREFIX + room)).size()).as(room).isGreaterThan(5);
    }
  }

  @Test
  void everyPackageIsSmallAndDescribed() throws IOException {
    Map<Path, List<String>> packages;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/seqlab"))) {
      packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(
                  Collectors.groupingBy(
                      Path::getParent,
                      Collectors.mapping(
                          file -> file.getFileName().toString(), Collectors.toList())));
    }
    assertThat(packages).hasSizeGreaterThan(30);
    packages.forEach(
        (folder, files) -> {
          assertThat(files).as("%s", folder).contains("package-info.java");
          assertThat(files).as("%s", folder).hasSizeLessThanOrEqualTo(MOST_FILES);
        });
  }

  @Test
  void noPackagesImportEachOtherInACircle() {
    slices().matching("io.seqlab.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
