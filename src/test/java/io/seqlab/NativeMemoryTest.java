package io.seqlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.transformer.TransformerDecoder;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Keeps memory that Java owns out of what gradients flow through. An array made of Java values,
 * also the hidden one of {@code x.mul(0.5f)}, lends its memory to the engine without keeping it
 * alive: once Java collects it, {@code backward} multiplies by whatever stands there. Constants in
 * models and losses are made natively ({@code full}, {@code ones}, {@code arange}).
 */
class NativeMemoryTest {

  /** Where arrays of Java values are made that stay open until after {@code backward}. */
  private static final Set<String> KEEP_THEM_OPEN =
      Set.of(
          TokenBatch.class.getName(),
          PositionalEncodingLayer.class.getName(),
          TransformerDecoder.class.getName());

  @Test
  void modelsAndTheLossUseNoNumberOfJava() {
    assertThat(ArchitectureTest.CLASSES.contain(TokenBatch.class)).isTrue();
    classes()
        .that()
        .resideInAnyPackage("io.seqlab.model..", "io.seqlab.train")
        .should(useNoNumberOfJava())
        .check(ArchitectureTest.CLASSES);
  }

  @Test
  void theRuleCatchesEachForm() {
    EvaluationResult careless =
        classes()
            .should(useNoNumberOfJava())
            .evaluate(new ClassFileImporter().importClasses(Careless.class));
    assertThat(careless.getFailureReport().getDetails())
        .hasSize(5)
        .anyMatch(line -> line.contains("Careless.half"))
        .noneMatch(line -> line.contains("Careless.safe"));
  }

  private static ArchCondition<JavaClass> useNoNumberOfJava() {
    return new ArchCondition<>("use no number that Java owns as an operand") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getMethodCallsFromSelf().stream()
            .filter(call -> takesNumber(call) || makesOfJavaValues(call))
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(item, call.getDescription())));
      }
    };
  }

  /**
   * {@code x.mul(2)}, {@code x.powi(2)}, {@code NDArrays.div(1, x)}: any operand that is a number.
   */
  private static boolean takesNumber(JavaMethodCall call) {
    return (call.getTargetOwner().isAssignableTo(NDArray.class)
            || call.getTargetOwner().isAssignableTo(NDArrays.class))
        && call.getTarget().getName().matches("(add|sub|mul|div|mod|pow)i?")
        && call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isAssignableTo(Number.class));
  }

  /** {@code manager.create(values…)}; {@code create(shape)} is native. */
  private static boolean makesOfJavaValues(JavaMethodCall call) {
    return call.getTargetOwner().isAssignableTo(NDManager.class)
        && call.getTarget().getName().equals("create")
        && !call.getTarget().getRawParameterTypes().get(0).isAssignableTo(Shape.class)
        && !KEEP_THEM_OPEN.contains(call.getOriginOwner().getName());
  }

  /** Does what models must not do, and at the end what they may. */
  @SuppressWarnings("unused") // only its bytecode is looked at
  private static final class Careless {
    NDArray half(NDArray x) {
      return x.mul(0.5f);
    }

    NDArray squareInPlace(NDArray x) {
      return x.powi(2);
    }

    NDArray inverse(NDArray x) {
      return NDArrays.div(1, x);
    }

    NDArray shifted(NDArray x) {
      return x.add(x.getManager().create(1f));
    }

    NDArray weighted(NDArray x, float[] weights) {
      return x.mul(x.getManager().create(weights));
    }

    NDArray safe(NDArray x) {
      return x.mul(x.getManager().full(new Shape(1), 0.5f));
    }
  }
}
