package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;

/** SCAN: commands such as "jump twice" to actions (Lake and Baroni 2018). */
@TypeName("scan")
@Doc("SCAN (Lake and Baroni 2018): commands to actions, such as 'jump twice' → I_JUMP I_JUMP")
public record ScanTaskSpec(
    @Doc("Split of the paper") @Default("simple") Kind split,
    @Doc("Number of distinct commands moved from training to validation") @Default("500") int valid)
    implements TaskSpec {
  private static final int MAX_VALID = 10_000;

  /** The splits of the paper. */
  public enum Kind {
    @Doc("Test on a random fifth of all commands: 16,728 training and 4,182 test commands")
    SIMPLE,
    @Doc("Test on commands with more than 22 actions: 16,990 training and 3,920 test commands")
    LENGTH,
    @Doc(
        "Test on compositions of jump, which training has only alone: 14,670 training commands with repetitions and 7,706 test commands")
    ADD_JUMP,
    @Doc(
        "Test on compositions of turn left, which training has only alone: 21,890 training commands with repetitions and 1,208 test commands")
    TURN_LEFT
  }

  public ScanTaskSpec {
    require(
        valid >= 1 && valid <= MAX_VALID,
        "valid",
        "valid must be 1 to %d commands, not %d",
        MAX_VALID,
        valid);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.scan().apply(this);
  }
}
