package io.seqlab.study.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.file.Json;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import org.junit.jupiter.api.Test;

class WorkerEventTest {
  @Test
  void absentComponentsRoundTrip() throws Exception {
    RunResult result = RunResult.started(new RunKey("rnn", 1));
    for (WorkerEvent event :
        new WorkerEvent[] {
          WorkerEvent.of("slow disk"),
          WorkerEvent.of(new WorkerEvent.Ended(result, null, null)),
          WorkerEvent.of(new WorkerEvent.Ended(null, null, "another process"))
        }) {
      assertThat(WorkerEvent.parse(Json.line(event))).isEqualTo(event);
    }
  }
}
