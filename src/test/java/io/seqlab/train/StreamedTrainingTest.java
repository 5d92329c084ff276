package io.seqlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.training.AdamSpec;
import io.seqlab.config.training.BudgetSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.PairStream;
import io.seqlab.train.CopyTask.Listener;
import io.seqlab.train.CopyTask.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on a stream with a shuffle buffer. */
class StreamedTrainingTest {
  @TempDir private Path home;

  /** Sixty pairs, shuffled in a buffer of a third of them. */
  private record Stream(List<EncodedPair> pairs) implements PairStream {
    @Override
    public Reader open(long epoch) {
      Iterator<EncodedPair> rest = pairs.iterator();
      return new Reader() {
        @Override
        public Optional<EncodedPair> next() {
          return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public int size() {
      return pairs.size();
    }

    @Override
    public double meanTarget() {
      return 4;
    }

    @Override
    public int shuffleBuffer() {
      return 20;
    }
  }

  @Test
  void resumesAtAnyStepWithEqualWeights() throws IOException {
    BudgetSpec threeEpochs =
        new BudgetSpec(Optional.empty(), Optional.of(3L), Optional.empty(), Optional.empty());
    AdamSpec adam = new AdamSpec(AdamSpec.Kind.ADAM, 1e-2, 0.9, 0.999, 1e-8, 0);
    CopyTask task =
        CopyTask.of(TrainerTest.WITHOUT_DROPOUT, 1).unsorted(4, 2, adam).budget(threeEpochs);
    Stream stream = new Stream(task.pairs());
    Outcome whole = task.run(home.resolve("whole"), new Listener(), stream);
    assertThat(whole.state().epoch()).isEqualTo(3);
    assertThat(whole.state().tokens())
        .isEqualTo(3L * task.pairs().stream().mapToInt(pair -> pair.target().length).sum());
    int steps = (int) whole.state().step();
    assertThat(steps).isGreaterThan(20);
    for (int stop = 1; stop < steps; stop++) {
      int at = stop;
      Path folder = home.resolve("stopped" + at);
      task.run(folder, new Listener(state -> 1.0 / state.step(), step -> step == at), stream);
      Outcome resumed = task.run(folder, new Listener(), stream);
      assertThat(resumed.state().step()).as("stopped at %d", at).isEqualTo(steps);
      whole
          .weights()
          .forEach((name, values) -> assertThat(resumed.weights().get(name)).isEqualTo(values));
    }
  }
}
