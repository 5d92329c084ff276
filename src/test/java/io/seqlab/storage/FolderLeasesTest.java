package io.seqlab.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Leases of processes on this machine and on others, which are faked by their names. */
class FolderLeasesTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(400);

  /** Longer than a process waits without a notice. */
  private static final Duration NOTICED = Duration.ofMillis(1500);

  @TempDir private Path folder;

  private static FolderLeases elsewhere(String machine, Duration timeout) {
    return new FolderLeases(new OwnerProcess(machine, 1, "1"), timeout);
  }

  @Test
  void oneOwnerAtATime() throws IOException {
    FolderLeases here = new FolderLeases(OwnerProcess.current(), LONG);
    FolderLease lease = here.tryAcquire(folder).orElseThrow();
    assertThat(lease.isHeld()).isTrue();
    assertThat(here.tryAcquire(folder)).isEmpty();
    assertThat(elsewhere("other", LONG).tryAcquire(folder)).isEmpty();
    assertThat(here.owner(folder).orElseThrow())
        .contains("process " + ProcessHandle.current().pid());
    lease.close();
    assertThat(lease.isHeld()).as("released, but no later owner").isTrue();
    FolderLease next = elsewhere("other", LONG).tryAcquire(folder).orElseThrow();
    assertThat(next.isHeld()).isTrue();
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void filesOfTheUserBesideTheOwnersStay() throws IOException {
    Path owners = Files.createDirectories(folder.resolve(".owner"));
    List<Path> mine =
        Stream.of("99999999999999999999999", "007", "0", "1a", ".renew-mine", "notes")
            .map(owners::resolve)
            .toList();
    for (Path file : mine) {
      Files.writeString(file, "mine");
    }
    Path stale = Files.writeString(owners.resolve(".renew-7"), "of a killed owner");
    FolderLeases here = new FolderLeases(OwnerProcess.current(), LONG);
    here.tryAcquire(folder).orElseThrow().close();
    here.tryAcquire(folder).orElseThrow().close();
    assertThat(mine).allSatisfy(file -> assertThat(file).hasContent("mine"));
    assertThat(stale).doesNotExist();
    assertThat(owners.resolve("1")).doesNotExist();
  }

  @Test
  void whatStandsInPlaceOfTheOwnersIsNamed() throws IOException {
    FolderLeases here = new FolderLeases(OwnerProcess.current(), LONG);
    Path owners = Files.writeString(folder.resolve(".owner"), "mine");
    assertThatThrownBy(() -> here.tryAcquire(folder))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining(owners + ": it is not a folder; move or delete it");
    Files.delete(owners);
    Files.createDirectories(owners.resolve("3"));
    assertThatThrownBy(() -> here.tryAcquire(folder))
        .hasMessageContaining("" + owners.resolve("3"));
    Files.delete(owners.resolve("3"));
    Path last = Files.writeString(owners.resolve("9".repeat(18)), OwnerProcess.RELEASED);
    assertThatThrownBy(() -> here.tryAcquire(folder))
        .hasMessageContaining(last + " is not of SeqLab");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // links need a privilege there
  void linkInPlaceOfTheOwnersIsNamed(@TempDir Path elsewhere) throws IOException {
    Path owners = Files.createSymbolicLink(folder.resolve(".owner"), elsewhere);
    assertThatThrownBy(() -> new FolderLeases(OwnerProcess.current(), LONG).tryAcquire(folder))
        .hasMessageContaining(owners + ": it is not a folder; move or delete it");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void ofManyThatAskAtOnceOneGetsIt() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 50; round++) {
        Path contested = folder.resolve("round" + round);
        List<Callable<Optional<FolderLease>>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          FolderLeases leases = elsewhere("host" + i, LONG);
          asking.add(() -> leases.tryAcquire(contested));
        }
        long owners = 0;
        for (Future<Optional<FolderLease>> answer : pool.invokeAll(asking)) {
          owners += answer.get().isPresent() ? 1 : 0;
        }
        assertThat(owners).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aDeadProcessOfThisMachineIsReplacedAtOnce() throws Exception {
    OwnerProcess self = OwnerProcess.current();
    Process other = new ProcessBuilder("sleep", "0").start();
    long pid = other.pid();
    other.waitFor();
    new FolderLeases(new OwnerProcess(self.machine(), pid, "1"), LONG).tryAcquire(folder);
    assertThat(new FolderLeases(self, LONG).tryAcquire(folder)).isPresent();
  }

  @Test
  void anotherProcessWithTheNumberOfADeadOneIsNotTheOwner() throws IOException {
    OwnerProcess self = OwnerProcess.current();
    OwnerProcess before = new OwnerProcess(self.machine(), self.pid(), "another start");
    new FolderLeases(before, LONG).tryAcquire(folder);
    assertThat(new FolderLeases(self, LONG).tryAcquire(folder)).isPresent();
  }

  @Test
  void anOwnerElsewhereIsStaleOnceItsFileStandsStill() throws Exception {
    Path owners = folder.resolve(".owner");
    Files.createDirectories(owners);
    Files.writeString(owners.resolve("7"), new OwnerProcess("gone", 1, "1").content(3));
    FolderLeases here = new FolderLeases(OwnerProcess.current(), SHORT);
    assertThat(here.tryAcquire(folder)).isEmpty();
    Thread.sleep(SHORT.toMillis() / 2);
    Files.writeString(owners.resolve("7"), new OwnerProcess("gone", 1, "1").content(4));
    assertThat(here.tryAcquire(folder)).as("it has been renewed").isEmpty();
    Thread.sleep(SHORT.toMillis() + 50);
    assertThat(here.tryAcquire(folder)).isPresent();
  }

  @Test
  void aLivingOwnerElsewhereKeepsItsLease() throws Exception {
    FolderLease lease = elsewhere("other", SHORT).tryAcquire(folder).orElseThrow();
    FolderLeases here = new FolderLeases(OwnerProcess.current(), SHORT.multipliedBy(3));
    for (int i = 0; i < 20; i++) {
      assertThat(here.tryAcquire(folder)).isEmpty();
      Thread.sleep(SHORT.toMillis() / 4);
    }
    assertThat(lease.isHeld()).isTrue();
  }

  @Test
  void anOwnerThatWakesUpFindsItsLeaseLost() throws Exception {
    Path owners = folder.resolve(".owner");
    FolderLease asleep = elsewhere("other", LONG).tryAcquire(folder).orElseThrow();
    FolderLeases here = new FolderLeases(OwnerProcess.current(), SHORT);
    assertThat(here.tryAcquire(folder)).isEmpty();
    Thread.sleep(SHORT.toMillis() + 50);
    FolderLease taken = here.tryAcquire(folder).orElseThrow();
    assertThat(asleep.isHeld()).isFalse();
    asleep.renew("awake\n");
    asleep.close();
    assertThat(taken.isHeld()).isTrue();
    try (Stream<Path> files = Files.list(owners)) {
      assertThat(files).containsExactly(owners.resolve("2"));
    }
  }

  @Test
  void aBeatAfterTheReleaseDoesNotUndoIt() throws IOException {
    FolderLease lease = elsewhere("other", LONG).tryAcquire(folder).orElseThrow();
    lease.close();
    lease.renew("late\n");
    assertThat(elsewhere("third", LONG).tryAcquire(folder)).isPresent();
  }

  @Test
  void aNumberBelowTheLatestIsNotAcquired() throws IOException {
    OwnerFiles owners = new OwnerFiles(folder);
    assertThat(owners.create(7, "later\n")).isTrue();
    assertThat(owners.create(6, "late\n")).as("6 was deleted for 7").isFalse();
    assertThat(owners.last()).isEqualTo(7);
    assertThat(owners.read(6)).isEmpty();
  }

  @Test
  void freshRunsWaitForNoLivingOwner() throws Exception {
    FolderLeases here = new FolderLeases(OwnerProcess.current(), LONG);
    OwnerProcess living = OwnerProcess.current().withPid(1);
    FolderLease lease = new FolderLeases(living, LONG).tryAcquire(folder).orElseThrow();
    assertThat(here.acquireUnlessAlive(folder, owner -> {})).isEmpty();
    lease.close();
    FolderLease other = elsewhere("other", SHORT).tryAcquire(folder).orElseThrow();
    assertThat(here.acquireUnlessAlive(folder, owner -> {})).as("it renews its lease").isEmpty();
    other.close();
    List<String> told = new ArrayList<>();
    new OwnerFiles(folder).create(3, new OwnerProcess("gone", 1, "1").content(3));
    assertThat(
            new FolderLeases(OwnerProcess.current(), NOTICED).acquireUnlessAlive(folder, told::add))
        .isPresent();
    assertThat(told).containsExactly("process 1 on gone");
  }

  @Test
  void aStaleOwnerIsFencedOffForEveryProcess() throws Exception {
    FolderLease asleep = elsewhere("other", LONG).tryAcquire(folder).orElseThrow();
    FolderLeases here = new FolderLeases(OwnerProcess.current(), SHORT);
    assertThat(here.owner(folder)).hasValue("process 1 on other");
    Thread.sleep(SHORT.toMillis() + 50);
    assertThat(here.owner(folder)).isEmpty();
    assertThat(asleep.isHeld()).isFalse();
    assertThat(elsewhere("third", LONG).tryAcquire(folder)).isPresent();
  }

  @Test
  void whereNothingCanBeWrittenNobodyIsTheOwner() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    FolderLeases here = new FolderLeases(OwnerProcess.current(), LONG);
    assertThatThrownBy(() -> here.tryAcquire(file))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aFolderThatThisProcessCouldNotReleaseIsFree() throws IOException {
    new FolderLeases(OwnerProcess.current(), LONG).tryAcquire(folder);
    assertThat(new FolderLeases(OwnerProcess.current(), LONG).tryAcquire(folder)).isPresent();
  }

  @Test
  void anEmptyOwnerFileIsAnOwnerUntilItIsStale() throws Exception {
    Path owners = folder.resolve(".owner");
    Files.createDirectories(owners);
    Files.createFile(owners.resolve("1"));
    FolderLeases here = new FolderLeases(OwnerProcess.current(), SHORT);
    assertThat(here.tryAcquire(folder)).isEmpty();
    Thread.sleep(SHORT.toMillis() + 50);
    assertThat(here.tryAcquire(folder)).isPresent();
  }
}
