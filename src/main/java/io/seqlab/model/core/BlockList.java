package io.seqlab.model.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Blocks of one type in order, named 0, 1, 2, …, as PyTorch's ModuleList. */
public final class BlockList<B extends SizedBlock> extends SizedBlock {
  private final List<B> blocks = new ArrayList<>();

  public BlockList(int count, IntFunction<B> make) {
    for (int i = 0; i < count; i++) {
      blocks.add(child(String.valueOf(i), make.apply(i)));
    }
  }

  public B get(int index) {
    return blocks.get(index);
  }

  public int size() {
    return blocks.size();
  }

  /** All blocks in order. */
  public List<B> all() {
    return List.copyOf(blocks);
  }
}
