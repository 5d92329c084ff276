package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;

/** SCAN: commands such as "jump twice" into actions (Lake and Baroni 2018). */
@TypeName("scan")
@Doc("SCAN (Lake and Baroni 2018): commands such as 'jump twice' into actions")
public record ScanTaskSpec(
    @Doc("Which commands are kept for the test") @Default("simple") Kind split,
    @Doc("How many distinct commands are taken from training for validation") @Default("500")
        int valid)
    implements TaskSpec {
  private static final int MOST_VALID = 10_000;

  /** The splits of the paper, by what the test asks for. */
  public enum Kind {
    @Doc("A random fifth of all commands: 16,728 for training, 4,182 for the test")
    SIMPLE,
    @Doc("Commands of more than 22 actions: 16,990 for training, 3,920 for the test")
    LENGTH,
    @Doc("Commands with jump, which training has alone only: 14,670 with repeats, and 7,706")
    ADD_JUMP,
    @Doc("Commands with turn left, which training has alone only: 21,890 with repeats, and 1,208")
    TURN_LEFT
  }

  public ScanTaskSpec {
    require(
        valid >= 1 && valid <= MOST_VALID,
        "valid",
        "valid must be 1 to %d commands, not %d",
        MOST_VALID,
        valid);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.scan().apply(this);
  }
}
