package io.seqlab.model.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Parts of one kind in order, named 0, 1, 2, … */
public final class BlockList<P extends SizedBlock> extends SizedBlock {
  private final List<P> parts = new ArrayList<>();

  public BlockList(int count, IntFunction<P> make) {
    for (int i = 0; i < count; i++) {
      parts.add(child(String.valueOf(i), make.apply(i)));
    }
  }

  public P get(int index) {
    return parts.get(index);
  }

  public int size() {
    return parts.size();
  }

  /** The parts in order. */
  public List<P> all() {
    return List.copyOf(parts);
  }
}
