package io.seqlab.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order of runs. */
class RunQueueTest {
  private static final Map<String, Long> MILLISECONDS =
      Map.of("quick", 1L, "middle", 60L, "slow", 160L);

  @TempDir private Path home;

  @Test
  void ordersBySeedThenByKnownDuration() throws IOException {
    List<RunContext> runs =
        LongStream.of(7, 3)
            .boxed()
            .flatMap(seed -> Stream.of("quick", "slow", "middle").map(name -> run(name, seed)))
            .toList();
    List<String> order = new ArrayList<>();
    new RunQueue(runs)
        .drain(
            run -> {
              order.add(run.key().model() + run.key().seed());
              sleep(MILLISECONDS.get(run.key().model()));
              return RunOutcome.ended(Optional.empty());
            });
    assertThat(order).containsExactly("quick7", "slow7", "middle7", "slow3", "middle3", "quick3");
  }

  @Test
  void aFolderThatCannotBeWrittenFailsItsRunOnly() throws IOException {
    List<String> ended = new ArrayList<>();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void onRunEnded(RunKey run, RunResult result, String error) {
            ended.add(run.model() + " " + result.status() + " " + error);
          }
        };
    RunContext locked = with(run("locked", 1), listener, () -> false);
    List<Failure> failures =
        new RunQueue(List.of(locked, run("free", 1)))
            .drain(
                run -> {
                  if (run.key().equals(locked.key())) {
                    throw new AccessDeniedException("runs/locked");
                  }
                  ended.add(run.key().model());
                  return RunOutcome.ended(Optional.empty());
                });
    String error = "permission denied: runs/locked; check its owner and mode";
    assertThat(ended).containsExactly("locked FAILED " + error, "free");
    assertThat(failures).containsExactly(new Failure(error, true));
  }

  @Test
  void runOfAnotherProcessIsExecutedOnceItIsReleased() throws IOException {
    List<String> order = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    RunContext taken = run("taken", 1);
    FolderLease lease =
        FolderLeases.ofThisProcess().tryAcquire(taken.folder().path()).orElseThrow();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void onWaiting(int runs, String owner) {
            waiting.add(runs + " " + owner);
            lease.close();
          }
        };
    new RunQueue(List.of(with(taken, listener, () -> false), run("free", 1)))
        .drain(
            run -> {
              order.add(run.key().model());
              return RunOutcome.ended(Optional.empty());
            });
    assertThat(order).containsExactly("free", "taken");
    assertThat(waiting).hasSize(1).first().asString().startsWith("1 process ");
  }

  @Test
  void cancellationEndsTheWaitingAtOnce() throws IOException {
    RunContext taken = run("taken", 1);
    FolderLease lease =
        FolderLeases.ofThisProcess().tryAcquire(taken.folder().path()).orElseThrow();
    try {
      long start = System.nanoTime();
      Cancellation afterAMoment = () -> System.nanoTime() - start > 300_000_000;
      new RunQueue(List.of(with(taken, taken.listener(), afterAMoment)))
          .drain(
              run -> {
                throw new AssertionError("executed");
              });
      assertThat(System.nanoTime() - start).isLessThan(2_000_000_000);
    } finally {
      lease.close();
    }
  }

  private static RunContext with(RunContext run, StudyListener listener, Cancellation cancelled) {
    return new RunContext(run.key(), null, null, run.folder(), null, 1, listener, cancelled);
  }

  private RunContext run(String model, long seed) {
    RunFolder folder = new RunFolder(home.resolve(model + seed));
    return new RunContext(
        new RunKey(model, seed), null, null, folder, null, 1, new StudyListener() {}, () -> false);
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
