package io.seqlab.model;

import io.seqlab.model.ModelSpecs.Definition;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract for the whole product of encoders and decoders. */
@Tag("slow")
class AllPairsContractTest extends ModelContractTest {
  static List<Definition> pairs() {
    return ModelSpecs.product();
  }
}
