package io.seqlab.data;

/**
 * Parts the possible sources of a generated task between its splits, by a hash of each source: a
 * tenth may stand in test only, a tenth in valid only, the rest in train only. So a test source is
 * never one seen in training, and each split is generated without the others.
 *
 * <p>Where there are fewer than {@value #SMALL} sources of a kind (say, of length 1), they are not
 * parted: any may stand in any split.
 */
final class HeldOut {
  private static final int SMALL = 256;
  private static final double SHARE = 0.1;

  private HeldOut() {}

  /** Whether a source may stand in a split; {@code possible} counts the sources of its kind. */
  static boolean allows(Split split, String source, double possible) {
    return possible < SMALL || split == home(source);
  }

  private static Split home(String source) {
    double position = (RandomStream.seed(0, source, 0) >>> 11) * 0x1p-53; // uniform over [0, 1)
    if (position < SHARE) {
      return Split.TEST;
    }
    return position < 2 * SHARE ? Split.VALID : Split.TRAIN;
  }
}
