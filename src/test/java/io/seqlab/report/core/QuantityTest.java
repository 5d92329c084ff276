package io.seqlab.report.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {
  @Test
  void lossesOfTrainingAndValidationHaveOneUnit() {
    assertThat(Quantity.of("train_loss").label()).isEqualTo("Training loss (nats/token)");
    assertThat(Quantity.of("valid_loss").label()).isEqualTo("Validation loss (nats/token)");
  }
}
