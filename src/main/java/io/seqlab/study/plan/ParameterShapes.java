package io.seqlab.study.plan;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.model.Models;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a definition, known without an engine and without memory for their values. */
public final class ParameterShapes {
  private ParameterShapes() {}

  /** The shape of each parameter, by its stable name, in the order of the model. */
  public static Map<String, Shape> of(ModelSpec spec, int sourceVocabulary, int targetVocabulary) {
    Seq2Seq model = Models.build(spec, sourceVocabulary, targetVocabulary);
    model.freezeParameters(true); // a gradient would need an engine
    model.setInitializer((manager, shape, type) -> manager.create(new float[0]), p -> true);
    model.initialize(PassthroughNDManager.INSTANCE, DataType.FLOAT32, new Shape());
    Map<String, Shape> shapes = new LinkedHashMap<>();
    NamedParameters.of(model).forEach((name, parameter) -> shapes.put(name, parameter.getShape()));
    return shapes;
  }

  /** How many numbers the model learns. */
  static long count(Map<String, Shape> shapes) {
    return shapes.values().stream().mapToLong(Shape::size).sum();
  }
}
