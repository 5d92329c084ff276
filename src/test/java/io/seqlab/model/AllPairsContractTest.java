package io.seqlab.model;

import io.seqlab.model.ModelSpecs.Definition;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The model contract for every encoder with every decoder. */
@Tag("slow")
class AllPairsContractTest extends ModelContractTest {
  static List<Definition> pairs() {
    return ModelSpecs.allPairs();
  }
}
