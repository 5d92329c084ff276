package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code seqlab check} of every shipped study, malformed in many ways. */
@Tag("slow")
class MalformedStudiesTest {
  private static final long SEED = Long.getLong("campaign.seed", 9);

  /** Limits of a check: of processor time, and on a busy machine of time. */
  private static final double CPU_SECONDS = 20;

  private static final int SECONDS = 120;

  /** A count below zero, as of parameters that overflow. */
  private static final Pattern NEGATIVE = Pattern.compile("(?m)^ *[a-z ]+ {2,}-[0-9,]+\\b");

  @TempDir private Path home;

  @Test
  void checkedOrNamed() throws Exception {
    System.out.println("malformed studies: seed " + SEED);
    List<Path> studies;
    try (Stream<Path> files = Files.walk(Path.of("configs"))) {
      studies = files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList();
    }
    Random random = new Random(SEED);
    List<Campaign.Case> cases = new ArrayList<>();
    for (Path study : studies) {
      for (StudyMutation mutation : StudyMutation.values()) {
        byte[] malformed = mutation.apply(Files.readAllBytes(study), random);
        String name =
            "%s-%s.yaml".formatted(study.getFileName(), mutation).toLowerCase(Locale.ROOT);
        String fault = "study: " + mutation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean launched = cases.size() % 40 == 7;
        cases.add(new Campaign.Case(fault, name, () -> check(name, malformed, launched)));
      }
    }
    Campaign.require("malformed studies", 300, cases);
  }

  private void check(String name, byte[] malformed, boolean launched) throws Exception {
    Path file = Files.write(home.resolve(name), malformed);
    SeqlabCommand.Ended ended =
        launched
            ? SeqlabCommand.built().start(home, home, "check", file.toString()).await(60)
            : checkInProcess(file);
    Outputs.requireClean(ended, 0, 2);
    if (ended.exit() == 0) {
      assertThat(NEGATIVE.matcher(ended.out()).find())
          .as("negative counts: %s", ended.out())
          .isFalse();
    } else if (!ended.err().contains("cannot find the file")) { // a corpus that is not there
      assertThat(ended.err()).as("names the file").contains(name);
      assertThat(ended.err())
          .as("names line or key")
          .containsPattern("yaml:\\d+|line \\d+|[a-z]+: ");
      assertThat(ended.err().length()).as("length of the message").isLessThan(3000);
    }
  }

  private static SeqlabCommand.Ended checkInProcess(Path file)
      throws ReflectiveOperationException, InterruptedException, IOException {
    Method commandLine = Class.forName("io.seqlab.cli.Main").getDeclaredMethod("commandLine");
    commandLine.setAccessible(true);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine seqlab = (CommandLine) commandLine.invoke(null);
    seqlab.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    long start = System.nanoTime();
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    AtomicLong cpu = new AtomicLong();
    Thread thread =
        new Thread(
            () -> {
              int code = seqlab.execute("check", file.toString());
              cpu.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
              exit.complete(code);
            });
    thread.setDaemon(true);
    thread.start();
    int code;
    try {
      code = exit.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      code = -1;
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
    assertThat(cpu.get() / 1e9).as("processor time in s").isLessThan(CPU_SECONDS);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new SeqlabCommand.Ended(code, out.toString(), err.toString(), seconds);
  }
}
