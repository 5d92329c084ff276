package io.seqlab.model;

import io.seqlab.model.EveryModel.Definition;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract for the whole product of encoders and decoders. */
@Tag("slow")
class EveryPairContractTest extends ModelContractTest {
  static List<Definition> pairs() {
    return EveryModel.product();
  }
}
